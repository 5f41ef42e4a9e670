package dev.plumbline.feedback;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what users reported: counts by reason, never a text. */
@RestController
@RequestMapping("/api/v1/feedback")
@ConditionalOnRole(Role.API)
class FeedbackController {
  private final CatalogSource catalog;
  private final InstantSource clock;
  private final FeedbackPublisher publisher;

  FeedbackController(CatalogSource catalog, InstantSource clock, FeedbackPublisher publisher) {
    this.catalog = catalog;
    this.clock = clock;
    this.publisher = publisher;
  }

  /**
   * What was written to the topic.
   *
   * @param minutes of all models together
   */
  record Accepted(int counts, int minutes) {}

  /**
   * All or nothing. The same counts sent again change nothing; corrected ones replace them while
   * their block is open.
   */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  Accepted post(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(CountsJson.MOST_BYTES + 1);
    if (body.length > CountsJson.MOST_BYTES) {
      throw problem(
          HttpStatus.CONTENT_TOO_LARGE, "counts are at most 1 MiB at once; send them in parts");
    }
    List<FeedbackCounts> counts = parsed(body);
    try {
      publisher.publish(counts);
    } catch (CompletionException | KafkaException e) {
      throw problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "Kafka took not all of them; send the same again, none counts twice");
    }
    return new Accepted(counts.stream().mapToInt(it -> it.cells().size()).sum(), counts.size());
  }

  private List<FeedbackCounts> parsed(byte[] body) {
    try {
      return new CountsJson(new CountsBatch(catalog.current(), clock.instant())).read(body);
    } catch (UnusableCountsException e) {
      throw problem(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage()));
    }
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
