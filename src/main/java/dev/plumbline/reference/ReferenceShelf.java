package dev.plumbline.reference;

import java.util.List;
import java.util.Optional;

/** References for other modules to show. */
public interface ReferenceShelf {

  /**
   * A reference beside the one it would replace.
   *
   * @param summary what it holds and can see, for people
   * @param before the target's reference in force; empty where it is this one, or none is
   * @param changes as {@link ReferenceDiff} tells them
   */
  record Comparison(
      ReferenceRecord record,
      String summary,
      Optional<ReferenceRecord> before,
      List<String> changes) {}

  /** By target, the newest first. */
  List<ReferenceRecord> all();

  /** Empty if there is none of this id. */
  Optional<Comparison> compare(String id);
}
