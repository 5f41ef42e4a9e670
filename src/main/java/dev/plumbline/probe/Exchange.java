package dev.plumbline.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.catalog.Labels;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and what came back; at most 256 KiB as JSON. The request itself is named by suite
 * version and probe, not copied.
 *
 * @param id of its slot: the same slot always gives the same id
 * @param suiteVersion hash of the suite the request was taken from
 * @param interval the target's mean time between slots when this one was planned
 * @param sentAt when the first byte was sent; not before {@code scheduledAt}
 * @param response null where nothing came back
 * @param streamed whether the answer was asked for as a stream; null in older records
 * @param location where the worker is; null where it does not say
 */
public record Exchange(
    String id,
    String target,
    Labels labels,
    @Nullable String region,
    @Nullable String build,
    String suite,
    String suiteVersion,
    String probe,
    Session session,
    Instant scheduledAt,
    Duration interval,
    Instant sentAt,
    @Nullable Duration timeToFirstToken,
    Duration duration,
    Outcome outcome,
    @Nullable RawResponse response,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean streamed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String location) {

  /** Where nobody says how it was asked, and from where. */
  public Exchange(
      String id,
      String target,
      Labels labels,
      @Nullable String region,
      @Nullable String build,
      String suite,
      String suiteVersion,
      String probe,
      Session session,
      Instant scheduledAt,
      Duration interval,
      Instant sentAt,
      @Nullable Duration timeToFirstToken,
      Duration duration,
      Outcome outcome,
      @Nullable RawResponse response) {
    this(
        id,
        target,
        labels,
        region,
        build,
        suite,
        suiteVersion,
        probe,
        session,
        scheduledAt,
        interval,
        sentAt,
        timeToFirstToken,
        duration,
        outcome,
        response,
        null,
        null);
  }
}
