package dev.plumbline.reference;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** As the database has them. */
@Component
@ConditionalOnRole(Role.API)
class StoredReferences implements ReferenceShelf {
  private final ReferenceStore store;

  StoredReferences(ReferenceStore store) {
    this.store = store;
  }

  @Override
  public List<ReferenceRecord> all() {
    return store.all();
  }

  @Override
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
