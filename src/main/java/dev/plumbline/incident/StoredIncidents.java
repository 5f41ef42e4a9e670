package dev.plumbline.incident;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** As the database has them. */
@Component
@ConditionalOnRole(Role.API)
class StoredIncidents implements Incidents {
  private static final int DETECTIONS_SHOWN = 200;

  private final OverviewStore incidents;
  private final DetectionStore detections;
  private final IncidentDetails details;

  StoredIncidents(OverviewStore incidents, DetectionStore detections, IncidentDetails details) {
    this.incidents = incidents;
    this.detections = detections;
    this.details = details;
  }

  @Override
  public List<Headline> in(State state, int limit) {
    return incidents.list(List.of(state.name()), limit).stream()
        .map(StoredIncidents::headline)
        .toList();
  }

  @Override
  public Optional<Story> find(String id) {
    return incidents.find(id).map(this::story);
  }

  private Story story(Overview overview) {
    Finding finding = overview.finding();
    return new Story(
        headline(overview),
        incidents.timeline(overview.id()).stream()
            .map(entry -> new Entry(entry.at(), word(entry.event()), entry.text()))
            .toList(),
        finding.alternatives().stream()
            .map(other ->
                new Other(
                    Words.name(other.slice()),
                    other.targets(),
                    other.probability(),
                    other.excluded(),
                    other.because()))
            .toList(),
        details.aspects(overview).stream().map(StoredIncidents::asked).toList(),
        details.stickiness(overview).stream()
            .map(it -> new Sticking(it.told(), it.summary()))
            .toList(),
        finding.unexplained().stream()
            .map(leaf -> new Unexplained(leaf.check(), leaf.leaf(), leaf.failures(), leaf.trials()))
            .toList(),
        detections.count(overview.id()),
        detections.newest(overview.id(), DETECTIONS_SHOWN),
        overview.exchanges());
  }

  private static Asked asked(Aspects.Asked asked) {
    return new Asked(
        asked.check(),
        asked.aspect(),
        asked.follows(),
        asked.summary(),
        asked.explanations().stream()
            .map(it ->
                new Explanation(it.name(), it.failures(), it.trials(), it.excluded(), it.because()))
            .toList());
  }

  private static Headline headline(Overview overview) {
    Finding finding = overview.finding();
    Rows.Ending ending = Rows.Ending.of(overview.lifecycle());
    return new Headline(
        overview.id(),
        State.valueOf(ending.state()),
        switch (overview.severity()) {
          case PAGE -> Loudness.PAGE;
          case TICKET -> Loudness.TICKET;
        },
        Words.summary(finding),
        finding.suspect(),
        Words.name(finding.suspect()),
        finding.targets(),
        finding.fleet(),
        finding.probability(),
        finding.onset(),
        finding.effects().stream()
            .map(effect -> new Effect(effect.check(), effect.effect(), effect.objective()))
            .toList(),
        overview.openedAt(),
        overview.changedAt(),
        ending.at() == null ? null : ending.at().toInstant(),
        ending.into());
  }

  private static String word(TimelineEntry.Event event) {
    return dev.plumbline.catalog.Words.of(event);
  }
}
