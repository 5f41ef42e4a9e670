package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent on asking, by UTC hour and UTC day; null where nothing is said. Reserved at its
 * worst when a slot is claimed, so that nothing that crashes can exceed it. Tokens are those of
 * prompt and answer together.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Limits(
    @Nullable Long requestsPerHour,
    @Nullable Long requestsPerDay,
    @Nullable Long tokensPerHour,
    @Nullable Long tokensPerDay,
    @Nullable Double usdPerHour,
    @Nullable Double usdPerDay) {
  public static final Limits NONE = new Limits(null, null, null, null, null, null);

  /** Whether money is limited, so that a price must be known. */
  boolean limitsMoney() {
    return usdPerHour != null || usdPerDay != null;
  }
}
