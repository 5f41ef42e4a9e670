package dev.plumbline.reference;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** References to read, submit, approve and retire. */
@RestController
@RequestMapping(ReferenceController.PATH)
@ConditionalOnRole(Role.API)
class ReferenceController {
  static final String PATH = "/api/v1/references";
  static final Duration LONGEST = Duration.ofDays(365);

  private static final int MOST_NAME = 200;

  private final ReferenceStore store;
  private final OpenEvidence evidence;
  private final CatalogSource catalog;
  private final InstantSource clock;

  ReferenceController(
      ReferenceStore store, OpenEvidence evidence, CatalogSource catalog, InstantSource clock) {
    this.store = store;
    this.evidence = evidence;
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * Who approves, and for how long.
   *
   * @param validFor ISO 8601, from a second to a year: P90D
   */
  record Approval(@Nullable String by, @Nullable String validFor) {}

  @GetMapping
  List<ReferenceRecord> list() {
    return store.all();
  }

  @GetMapping(value = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] content(@PathVariable String id) {
    return store.content(id).orElseThrow(() -> unknown(id));
  }

  /** The same reference submitted again is the same one. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  ReferenceRecord submit(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(ReferenceFiles.MOST_BYTES + 1);
    if (body.length > ReferenceFiles.MOST_BYTES) {
      throw problem(
          HttpStatus.CONTENT_TOO_LARGE,
          "a reference has at most %d MiB".formatted(ReferenceFiles.MOST_BYTES >> 20));
    }
    Reference reference = parsed(body);
    if (catalog.current().target(reference.target()).isEmpty()) {
      throw problem(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "the catalog has no target '%s'".formatted(reference.target()));
    }
    requireHealthy(reference.target());
    return store.submit(reference, clock.instant());
  }

  @PostMapping(value = "/{id}/approval", consumes = MediaType.APPLICATION_JSON_VALUE)
  ReferenceRecord approve(@PathVariable String id, @RequestBody Approval approval) {
    String by = approval.by();
    if (by == null || by.isBlank() || by.length() > MOST_NAME) {
      throw problem(HttpStatus.BAD_REQUEST, "say who approves: {\"by\": \"name\"}");
    }
    Duration validFor = validFor(approval.validFor());
    requireHealthy(store.find(id).orElseThrow(() -> unknown(id)).target());
    Instant now = clock.instant();
    return store.approve(id, by, now, now.plus(validFor)).orElseThrow(() -> unknown(id));
  }

  /** Takes it out of force: nothing is compared with it any more. */
  @DeleteMapping("/{id}/approval")
  ReferenceRecord retire(@PathVariable String id) {
    return store.retire(id, clock.instant()).orElseThrow(() -> unknown(id));
  }

  private void requireHealthy(String target) {
    List<String> open = evidence.against(target);
    if (!open.isEmpty()) {
      throw problem(
          HttpStatus.CONFLICT,
          "%s is under suspicion, so it cannot say what healthy looks like: %s — resolve that first"
              .formatted(target, String.join(", ", open)));
    }
  }

  private static Reference parsed(byte[] body) {
    try {
      return ReferenceFiles.parse(body);
    } catch (IllegalArgumentException e) {
      throw problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static Duration validFor(@Nullable String text) {
    try {
      Duration duration = Duration.parse(Optional.ofNullable(text).orElse("P90D"));
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw problem(HttpStatus.BAD_REQUEST, "validFor is a duration like P90D, not " + text);
    }
    throw problem(HttpStatus.BAD_REQUEST, "validFor is up to %d days".formatted(LONGEST.toDays()));
  }

  private static ErrorResponseException unknown(String id) {
    return problem(
        HttpStatus.NOT_FOUND, "no reference '%s'; GET %s lists them".formatted(id, PATH));
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
