package dev.plumbline.incident.journal;

import org.jspecify.annotations.Nullable;

/**
 * How far a topic has been written down.
 *
 * @param topicId which topic of that name; null where an older release wrote, and before the first
 *     record
 * @param next offset of the first record not written down yet
 */
public record Place(@Nullable String topicId, long next) {

  /**
   * Whether it may come after another: of the same topic, and no less far. If not, it was read from
   * its start, or the database was restored from a backup.
   */
  boolean follows(Place earlier) {
    return next >= earlier.next && (earlier.topicId == null || earlier.topicId.equals(topicId));
  }

  Place at(long offset) {
    return new Place(topicId, offset);
  }
}
