package dev.plumbline.incident.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.catalog.Slice;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Printable;
import dev.plumbline.input.Problems;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The change calendar to read and to write. */
@RestController
@RequestMapping(ChangesController.PATH)
@ConditionalOnRole(Role.API)
class ChangesController {
  static final String PATH = "/api/v1/changes";
  private static final int MOST = 500;
  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration A_DAY = Duration.ofDays(1);

  private final ChangeIntake intake;
  private final ChangeCalendar calendar;
  private final InstantSource clock;

  ChangesController(ChangeIntake intake, ChangeCalendar calendar, InstantSource clock) {
    this.intake = intake;
    this.calendar = calendar;
    this.clock = clock;
  }

  record Listing(List<ChangeView> changes) {}

  /**
   * A change taken.
   *
   * @param targets how many targets it was done to; absent where it was known
   * @param warning why it may be overlooked
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Receipt(ChangeView change, @Nullable Long targets, @Nullable String warning) {}

  /**
   * Newest first: what was done from one instant to another, and windows that reach into it.
   *
   * @param from default: a day before the end
   * @param to default: now
   */
  @GetMapping
  Listing list(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "*/*/*/*") String slice,
      @RequestParam(defaultValue = "100") int limit) {
    try {
      Instant end = to.isBlank() ? clock.instant() : instant("to", to);
      Instant start = from.isBlank() ? end.minus(A_DAY) : instant("from", from);
      require(limit >= 1 && limit <= MOST, "limit", "is 1 to %d, not %d".formatted(MOST, limit));
      require(!start.isAfter(end), "from", "is after to");
      Slice part = NewChange.parse("slice", slice);
      return new Listing(
          calendar.during(start, end, part, limit).stream()
              .map(entry -> ChangeView.of(entry.change(), entry.recordedAt()))
              .toList());
    } catch (InvalidFieldException e) {
      throw Problems.invalid(e);
    }
  }

  /** Accepted: it is in the calendar in a moment. The same said again is the same change. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Receipt> add(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw Problems.of(
          HttpStatus.CONTENT_TOO_LARGE, "a change has at most %d KiB".formatted(MOST_BYTES >> 10));
    }
    try {
      return add(NewChange.read(body));
    } catch (InvalidFieldException e) {
      throw Problems.invalid(e);
    } catch (KafkaException e) {
      throw Problems.notTaken(e);
    }
  }

  private ResponseEntity<Receipt> add(Change change) {
    return switch (intake.take(change)) {
      case ChangeIntake.Receipt.Taken(Change taken, long targets) ->
          ResponseEntity.accepted()
              .body(
                  new Receipt(
                      ChangeView.of(taken, null),
                      targets,
                      targets == 0
                          ? "no target of the catalog is in the slice: no incident will show it"
                          : null));
      case ChangeIntake.Receipt.Known(Change known) -> {
        if (!known.equals(change)) {
          throw Problems.of(
              HttpStatus.CONFLICT,
              "'%s' is another change: '%s' at %s; give this one an id of its own"
                  .formatted(known.id(), known.title(), known.at()));
        }
        yield ResponseEntity.ok(new Receipt(ChangeView.of(known, null), null, null));
      }
    };
  }

  private static Instant instant(String field, String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      require(Change.isPlausible(instant), field, "is between the years 2000 and 2100");
      return instant;
    } catch (DateTimeException e) {
      throw new InvalidFieldException(
          field,
          "is no instant such as 2026-01-31T12:00:00Z: '%s'".formatted(Printable.brief(text, 40)));
    }
  }

  private static void require(boolean met, String field, String otherwise) {
    if (!met) {
      throw new InvalidFieldException(field, otherwise);
    }
  }
}
