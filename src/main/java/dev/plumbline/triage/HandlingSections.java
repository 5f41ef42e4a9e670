package dev.plumbline.triage;

import dev.plumbline.incident.Handling;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What was changed around the onset, who has the incident, and all of it to take away. */
@Component
@ConditionalOnRole(Role.API)
class HandlingSections implements IncidentSection.Source {
  private static final int MOST = 10;

  private final Handling handling;

  HandlingSections(Handling handling) {
    this.handling = handling;
  }

  @Override
  public List<IncidentSection> of(String incident) {
    return Stream.of(changes(handling.changes(incident)), holder(incident), bundle(incident))
        .toList();
  }

  private static IncidentSection changes(List<Handling.Done> changes) {
    if (changes.isEmpty()) {
      return new IncidentSection(
          "What was changed",
          "Nobody has told of a change there in the six hours before",
          List.of(
              line("Nothing in the calendar: plumbline change add, or a webhook, tells of one.")));
    }
    return new IncidentSection(
        "What was changed",
        "Likeliest to have caused it: " + changes.getFirst().text(),
        changes.stream()
            .limit(MOST)
            .map(it -> new IncidentSection.Line(it.at(), it.text(), it.link()))
            .toList());
  }

  private IncidentSection holder(String incident) {
    Optional<Handling.Holder> holder = handling.holder(incident);
    return new IncidentSection(
        "Who has it",
        holder.map(it -> it.by() + " has it").orElse(""),
        List.of(
            holder
                .map(it ->
                    new IncidentSection.Line(
                        it.at(), it.note().isEmpty() ? it.by() : it.by() + ": " + it.note(), null))
                .orElse(
                    line("Nobody yet: plumbline incident ack %s --by NAME".formatted(incident)))));
  }

  private static IncidentSection bundle(String incident) {
    return new IncidentSection(
        "To take away",
        "",
        List.of(
            new IncidentSection.Line(
                null,
                "all of it as one zip: answers, what was expected, scripts that ask again, a"
                    + " post-mortem to finish",
                Show.path("api", "v1", "incidents", incident, "bundle"))));
  }

  private static IncidentSection.Line line(String text) {
    return new IncidentSection.Line(null, text, null);
  }
}
