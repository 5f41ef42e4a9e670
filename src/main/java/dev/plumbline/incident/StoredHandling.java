package dev.plumbline.incident;

import dev.plumbline.incident.change.Change;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** As the database has it. */
@Component
@ConditionalOnRole(Role.API)
class StoredHandling implements Handling {
  private final OverviewStore incidents;
  private final RelatedChanges changes;

  StoredHandling(OverviewStore incidents, RelatedChanges changes) {
    this.incidents = incidents;
    this.changes = changes;
  }

  @Override
  public List<Done> changes(String incident) {
    return incidents.find(incident).stream()
        .flatMap(overview -> changes.of(overview).stream())
        .map(StoredHandling::done)
        .toList();
  }

  private static Done done(RelatedChange related) {
    Change change = related.change();
    String by = change.by() == null ? "" : " by " + change.by();
    return new Done(
        change.at(),
        "%s \"%s\" on %s%s: %s"
            .formatted(change.kind(), change.title(), change.slice(), by, related.why()),
        change.link());
  }

  @Override
  public Optional<Holder> holder(String incident) {
    return incidents
        .find(incident)
        .flatMap(overview -> Optional.ofNullable(overview.acknowledgement()))
        .map(it -> new Holder(it.at(), it.by(), it.note()));
  }
}
