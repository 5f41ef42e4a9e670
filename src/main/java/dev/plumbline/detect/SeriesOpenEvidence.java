package dev.plumbline.detect;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import dev.plumbline.reference.OpenEvidence;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Open evidence as the series stand: a page of any series that holds the target, a ticket of its
 * own; and everything while the series are still being read.
 */
@Component
@ConditionalOnRole(Role.API)
final class SeriesOpenEvidence implements OpenEvidence {
  private final SeriesView series;
  private final CatalogSource catalog;

  SeriesOpenEvidence(SeriesView series, CatalogSource catalog) {
    this.series = series;
    this.catalog = catalog;
  }

  @Override
  public List<String> against(String target) {
    if (!series.loaded()) {
      return List.of("series are still being read from Kafka; try again");
    }
    Optional<Labels> labels = catalog.current().target(target).map(Target::labels);
    return labels.isEmpty()
        ? List.of()
        : series.all().stream()
            .filter(evidence -> evidence.series().slice().contains(labels.get()))
            .filter(SeriesOpenEvidence::open)
            .map(evidence -> "%s stands at %s".formatted(evidence.series(), evidence.level()))
            .toList();
  }

  private static boolean open(Evidence evidence) {
    return switch (evidence.level()) {
      case PAGE -> true;
      case TICKET -> evidence.series().slice().isLeaf();
      case QUIET -> false;
    };
  }
}
