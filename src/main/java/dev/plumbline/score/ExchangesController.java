package dev.plumbline.score;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.FlaggedQuery.Cursor;
import dev.plumbline.topic.Json;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The evidence: exchanges that failed a check. */
@RestController
@RequestMapping("/api/v1/exchanges")
@ConditionalOnRole(Role.API)
class ExchangesController {

  /**
   * Some failed readings, newest first.
   *
   * @param next what to give as {@code before} for the following ones; absent on the last page
   */
  record Page(List<FlaggedReading> items, @Nullable String next) {}

  private final FlaggedExchangeStore store;

  ExchangesController(FlaggedExchangeStore store) {
    this.store = store;
  }

  @GetMapping
  Page list(
      @RequestParam(defaultValue = "") String target,
      @RequestParam(defaultValue = "") String check,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    List<FlaggedReading> items = store.list(new FlaggedQuery(target, check, cursor(before), limit));
    return new Page(items, items.size() < limit ? null : Cursor.after(items.getLast()).toString());
  }

  /** The whole exchange, raw answer included, as topics write it. */
  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] one(@PathVariable String id) {
    return store
        .find(id)
        .map(Json.MAPPER::writeValueAsBytes)
        .orElseThrow(() ->
            problem(
                HttpStatus.NOT_FOUND,
                "no flagged exchange is called '%s'; healthy ones are not kept, flagged ones for %d days"
                    .formatted(id, FlaggedExchangeStore.DAYS_KEPT)));
  }

  private static Cursor cursor(String before) {
    try {
      return before.isEmpty() ? Cursor.START : Cursor.parse(before);
    } catch (IllegalArgumentException e) {
      throw problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
