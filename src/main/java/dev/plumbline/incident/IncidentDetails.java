package dev.plumbline.incident;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** All that is shown of one incident, put together as it is at the moment. */
@Component
@ConditionalOnRole(Role.API)
class IncidentDetails {
  static final int DETECTIONS_SHOWN = 50;
  static final int CHANGES_SHOWN = 20;

  private final OverviewStore incidents;
  private final DetectionStore detections;
  private final RelatedChanges changes;
  private final IncidentStore tracks;
  private final CatalogSource catalog;

  IncidentDetails(
      OverviewStore incidents,
      DetectionStore detections,
      RelatedChanges changes,
      IncidentStore tracks,
      CatalogSource catalog) {
    this.incidents = incidents;
    this.detections = detections;
    this.changes = changes;
    this.tracks = tracks;
    this.catalog = catalog;
  }

  IncidentViews.Detail of(Overview overview) {
    String id = overview.id();
    List<RelatedChange> related = changes.of(overview);
    return new IncidentViews.Detail(
        IncidentViews.Headline.of(overview),
        incidents.timeline(id).stream().map(IncidentViews.Entry::of).toList(),
        overview.finding().alternatives(),
        facets(overview),
        aspects(overview).stream().map(IncidentViews.Asked::of).toList(),
        stickiness(overview).stream().map(IncidentViews.Sticking::of).toList(),
        overview.finding().unexplained(),
        related.size(),
        IntStream.range(0, Math.min(CHANGES_SHOWN, related.size()))
            .mapToObj(i -> IncidentViews.ChangeLine.of(i + 1, related.get(i)))
            .toList(),
        detections.count(id),
        detections.newest(id, DETECTIONS_SHOWN).stream()
            .map(IncidentViews.DetectionLine::of)
            .toList(),
        overview.exchanges().stream().map(IncidentViews.Link::toExchange).toList());
  }

  /** Regions and builds that failed, as the catalog in force names them. */
  List<Facets.Facet> facets(Overview overview) {
    return Facets.of(catalog.current().targets(), overview.finding(), counts(overview));
  }

  /** How the suspect was asked, and whether the fault follows that. */
  List<Aspects.Asked> aspects(Overview overview) {
    SortedMap<String, Counts> counts = counts(overview);
    Fleet fleet = Fleet.of(catalog.current().targets()).with(counts);
    return Aspects.of(fleet.members(overview.finding().suspect()), counts);
  }

  /** Whether the fault stays with a session. */
  List<Stickiness> stickiness(Overview overview) {
    SortedMap<String, Counts> counts = counts(overview);
    Fleet fleet = Fleet.of(catalog.current().targets()).with(counts);
    return Stickiness.of(fleet.members(overview.finding().suspect()), counts);
  }

  private SortedMap<String, Counts> counts(Overview overview) {
    return Finding.counts(tracks.tracks(overview.id()));
  }
}
