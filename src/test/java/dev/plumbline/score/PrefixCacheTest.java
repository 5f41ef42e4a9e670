package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the prefix cache an exchange met: as the target says, else as was asked. */
class PrefixCacheTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "12, FRESH, 0, null, warm",
        "0, FRESH, 0, true, cold",
        "0, STICKY, 3, null, cold",
        "null, FRESH, 0, true, warm",
        "null, FRESH, 0, null, cold",
        "null, STICKY, 0, null, cold",
        "null, STICKY, 3, null, null",
        "null, STICKY, 3, true, warm",
        "null, BURST, 0, null, null",
      })
  void theTargetsWordCountsBeforeWhatWasAsked(
      @Nullable Integer cached,
      Session.Kind kind,
      int turn,
      @Nullable Boolean warm,
      @Nullable String prefix) {
    assertThat(
            PrefixCache.of(
                Given.target(EnumSet.of(Capability.CACHE_SALT)),
                exchange(cached, new Session("s", kind, turn, 5, warm))))
        .isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"12, warm", "0, cold", "null, null"})
  void withoutASaltOnlyTheTargetKnows(@Nullable Integer cached, @Nullable String prefix) {
    Target target = Given.target(Set.of());

    assertThat(PrefixCache.of(target, exchange(cached, new Session("s", Session.Kind.FRESH, 0, 1))))
        .isEqualTo(prefix);
  }

  private static Exchange exchange(@Nullable Integer cached, Session session) {
    Exchange plain =
        Given.exchange(
            "x",
            new Outcome.Answered(
                new Answer(
                    "Hi.", "stop", List.of(), "m", new Answer.Usage(20, 2, cached), List.of())));
    return new Exchange(
        plain.id(),
        plain.target(),
        plain.labels(),
        plain.region(),
        plain.build(),
        plain.suite(),
        plain.suiteVersion(),
        plain.probe(),
        session,
        plain.scheduledAt(),
        plain.interval(),
        plain.sentAt(),
        plain.timeToFirstToken(),
        plain.duration(),
        plain.outcome(),
        plain.response());
  }
}
