package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.incident.Handling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the page of an incident says of changes, of who has it, and where the bundle is. */
class HandlingSectionsTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private record Told(List<Handling.Done> done, @Nullable Holder who) implements Handling {
    @Override
    public List<Done> changes(String incident) {
      return done;
    }

    @Override
    public Optional<Holder> holder(String incident) {
      return Optional.ofNullable(who);
    }
  }

  @Test
  void theLikeliestChangeIsPartOfTheFirstSentence() {
    List<IncidentSection> sections =
        sections(
            new Told(
                List.of(
                    new Handling.Done(AT, "deploy \"41\" on a/*/*/*", "https://ci.example.com/41"),
                    new Handling.Done(AT, "config \"x\" on a/*/*/*", null)),
                new Handling.Holder(AT, "Kim", "rolling back")));

    assertThat(sections.getFirst().lead())
        .isEqualTo("Likeliest to have caused it: deploy \"41\" on a/*/*/*");
    assertThat(sections.getFirst().lines())
        .extracting(IncidentSection.Line::href)
        .containsExactly("https://ci.example.com/41", null);
    assertThat(sections.get(1).lead()).isEqualTo("Kim has it");
    assertThat(sections.get(1).lines().getFirst().text()).isEqualTo("Kim: rolling back");
  }

  /** Silence is said, with what would end it. */
  @Test
  void thatNothingAndNobodyIsKnownIsSaid() {
    List<IncidentSection> sections = sections(new Told(List.of(), null));

    assertThat(sections.getFirst().lead()).startsWith("Nobody has told of a change");
    assertThat(sections.getFirst().lines().getFirst().text()).contains("plumbline change add");
    assertThat(sections.get(1).lines().getFirst().text())
        .contains("plumbline incident ack a b --by NAME");
  }

  @Test
  void theBundleIsLinked() {
    assertThat(sections(new Told(List.of(), null)).getLast().lines().getFirst().href())
        .isEqualTo("/api/v1/incidents/a%20b/bundle");
  }

  private static List<IncidentSection> sections(Handling handling) {
    return new HandlingSections(handling).of("a b");
  }
}
