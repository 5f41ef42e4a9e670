package dev.plumbline.reference;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** References for other modules to show. */
@Component
@ConditionalOnRole(Role.API)
public final class ReferenceShelf {
  private final ReferenceStore store;

  ReferenceShelf(ReferenceStore store) {
    this.store = store;
  }

  /**
   * A reference beside the one it would replace.
   *
   * @param summary what it holds and can see, for people
   * @param before the target's reference in force; empty where it is this one, or none is
   * @param changes as {@link ReferenceDiff} tells them
   */
  public record Comparison(
      ReferenceRecord record,
      String summary,
      Optional<ReferenceRecord> before,
      List<String> changes) {}

  /** By target, the newest first. */
  public List<ReferenceRecord> all() {
    return store.all();
  }

  /** Empty if there is none of this id. */
  public Optional<Comparison> compare(String id) {
    return store.find(id).flatMap(record -> content(id).map(own -> compare(record, own)));
  }

  private Comparison compare(ReferenceRecord record, Reference own) {
    Optional<ReferenceRecord> before =
        store.all().stream()
            .filter(other -> other.target().equals(record.target()))
            .filter(other -> other.state() == ReferenceRecord.State.APPROVED)
            .filter(other -> !other.id().equals(record.id()))
            .findFirst();
    List<String> changes =
        before
            .flatMap(other -> content(other.id()))
            .map(other -> ReferenceDiff.of(other, own))
            .orElse(List.of());
    return new Comparison(record, ReferenceSummary.of(own), before, changes);
  }

  private Optional<Reference> content(String id) {
    return store.content(id).map(ReferenceFiles::parse);
  }
}
