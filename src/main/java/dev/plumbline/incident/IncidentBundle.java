package dev.plumbline.incident;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.exhibit.Exhibit;
import dev.plumbline.score.exhibit.Exhibits;
import dev.plumbline.topic.JsonFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Everything known of an incident as one archive: what a person needs who was not there, and who
 * cannot reach this server. The same state of things gives the same bytes.
 */
@Component
@ConditionalOnRole(Role.API)
class IncidentBundle {
  static final int MOST_EXCHANGES = 20;

  private final OverviewStore incidents;
  private final IncidentDetails details;
  private final RelatedChanges changes;
  private final Exhibits exhibits;

  IncidentBundle(
      OverviewStore incidents, IncidentDetails details, RelatedChanges changes, Exhibits exhibits) {
    this.incidents = incidents;
    this.details = details;
    this.changes = changes;
    this.exhibits = exhibits;
  }

  /** Writes it as it is made: at no time is more than one exchange in memory. */
  void write(Overview incident, OutputStream out) throws IOException {
    List<TimelineEntry> timeline = incidents.timeline(incident.id());
    List<RelatedChange> related = changes.of(incident);
    try (Archive archive = new Archive(out, incident.changedAt())) {
      archive.add("incident.json", JsonFiles.text(details.of(incident)));
      archive.add("timeline.md", BundleTexts.timeline(incident, timeline));
      archive.add("changes.json", JsonFiles.text(lines(related)));
      List<String> shown = exchanges(incident, archive);
      archive.add(
          "postmortem.md",
          new PostMortem(
                  incident,
                  timeline,
                  related,
                  details.facets(incident),
                  details.aspects(incident),
                  details.stickiness(incident),
                  shown.size())
              .text());
      archive.add("README.md", BundleTexts.readme(incident, shown));
    }
  }

  private static List<IncidentViews.ChangeLine> lines(List<RelatedChange> related) {
    return IntStream.range(0, related.size())
        .mapToObj(i -> IncidentViews.ChangeLine.of(i + 1, related.get(i)))
        .toList();
  }

  /** The newest that are kept; returns a line on each. */
  private List<String> exchanges(Overview incident, Archive archive) throws IOException {
    List<String> shown = new ArrayList<>();
    for (String id : incident.exchanges()) {
      if (shown.size() == MOST_EXCHANGES) {
        break;
      }
      Optional<Exhibit> kept = exhibits.of(id);
      if (kept.isPresent()) {
        Exhibit exhibit = kept.get();
        String folder = folder(shown.size() + 1, exhibit);
        for (Exhibit.File file : exhibit.files()) {
          archive.add(folder + "/" + file.name(), file.content());
        }
        shown.add(BundleTexts.line(folder, exhibit));
      }
    }
    return shown;
  }

  private static String folder(int number, Exhibit exhibit) {
    return String.format(Locale.ROOT, "exchanges/%02d-", number) + fileName(exhibit.exchange());
  }

  /** A name that no file system takes for anything else. */
  static String fileName(String id) {
    String safe = id.replaceAll("[^A-Za-z0-9._-]", "_");
    return safe.substring(0, Math.min(80, safe.length()));
  }
}
