package dev.plumbline.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How finding targets in one place goes.
 *
 * @param source {@code file discovered}, {@code kubernetes services prod app=vllm}
 * @param targets how many of its targets are in force
 * @param lastGoodAt when all that was found was last in force; null before the first time
 * @param failingSince since when what is found is not, or not all, what is in force; null where it
 *     is
 * @param errors why not
 */
public record DiscoveryStatus(
    String source,
    int targets,
    @Nullable Instant lastGoodAt,
    @Nullable Instant failingSince,
    List<CatalogError> errors) {
  private static final Logger log = LoggerFactory.getLogger(DiscoveryStatus.class);

  /** The status after another look. */
  static DiscoveryStatus after(@Nullable DiscoveryStatus before, DiscoveredSet set, Instant now) {
    boolean good = set.errors().isEmpty();
    @Nullable Instant lastGood = before == null ? null : before.lastGoodAt();
    @Nullable Instant since = before == null ? null : before.failingSince();
    return new DiscoveryStatus(
        set.name(),
        set.good().size(),
        good ? now : lastGood,
        good ? null : (since == null ? now : since),
        set.errors());
  }

  /** The same targets in force, for other reasons. */
  DiscoveryStatus failing(List<CatalogError> why, Instant now) {
    return new DiscoveryStatus(
        source, targets, lastGoodAt, failingSince == null ? now : failingSince, why);
  }

  /** One line when something begins, changes or ends; none while it stays. */
  void tellIfNews(List<CatalogError> before) {
    if (errors.equals(before)) {
      return;
    }
    if (errors.isEmpty()) {
      log.info("discovery in {} is well again: {} targets", source, targets);
    } else {
      log.warn(
          "discovery in {}: not all that is found is in force, {} targets are:\n{}",
          source,
          targets,
          new InvalidCatalogException(errors).getMessage());
    }
  }
}
