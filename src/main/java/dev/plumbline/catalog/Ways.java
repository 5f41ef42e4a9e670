package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How the ways to ask a target are drawn, slot by slot: a fault may follow one of them.
 *
 * @param streamShare of slots whose answer is asked for as a stream, 0 to 1; null: as probes say
 * @param warmShare of slots that share one prefix cache with each other, 0 to 1; null: none, each
 *     session meets a cold one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ways(@Nullable Double streamShare, @Nullable Double warmShare) {
  /** As probes say, and cold. */
  public static final Ways USUAL = new Ways(null, null);
}
