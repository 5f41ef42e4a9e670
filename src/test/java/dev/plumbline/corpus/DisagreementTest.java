package dev.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Labels;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisagreementTest {
  private final Disagreement disagreement = new Disagreement();

  /** "a b c" against "a x …": two steps compared, the second flips; what follows is not. */
  @Test
  void answersAreComparedUpToTheFirstDifference() {
    take("gpu", 1, "a 3", "b 0.015", "c 3");
    take("gpu", 16, "a 3", "x 0.01", "y 3", "z 3");

    assertThat(disagreement.pairs())
        .containsExactly(new Disagreement.Pair("gpu, batch of 16", "gpu, batch of 1", 2, 1, 1));
    assertThat(disagreement.margins())
        .filteredOn(bin -> bin.steps() > 0)
        .containsExactly(new Margins.Bin(0.01, 0.02, 1, 1), new Margins.Bin(2, 4, 1, 0));
  }

  @Test
  void anAnswerThatEndsEarlierFlipsAtItsEnd() {
    take("gpu", 1, "a 3");
    take("tpu", 1, "a 3", "b 3");

    assertThat(disagreement.pairs())
        .containsExactly(new Disagreement.Pair("tpu, batch of 1", "gpu, batch of 1", 2, 1, 1));
  }

  @Test
  void everyPairOfNumericsIsComparedOnce() {
    take("gpu", 1, "a 3");
    take("gpu", 16, "a 3");
    take("tpu", 1, "a 3");
    take("gpu", 1, "b 3");

    assertThat(disagreement.pairs()).hasSize(3).allMatch(pair -> pair.flips() == 0);
  }

  /** Tokens written as "text margin". */
  private void take(String accelerator, int batch, String... tokens) {
    List<Token> said = Arrays.stream(tokens).map(DisagreementTest::token).toList();
    Answer answer = new Answer("", "stop", said, null, null, List.of());
    Instant at = Instant.EPOCH;
    Exchange exchange =
        new Exchange(
            "id",
            "target",
            new Labels("m", "p", accelerator, "a"),
            null,
            null,
            "suite",
            "1",
            "probe",
            new Session("s", Session.Kind.FRESH, 0, 1),
            at,
            Duration.ofMinutes(1),
            at,
            null,
            Duration.ZERO,
            new Outcome.Answered(answer),
            null);
    disagreement.take(new Specimen(batch, null, false, exchange, List.of()), answer);
  }

  private static Token token(String written) {
    String[] parts = written.split(" ", 2);
    return new Token(
        parts[0],
        null,
        -0.1,
        List.of(
            new Token.Alternative(parts[0], null, -0.1),
            new Token.Alternative("other", null, -0.1 - Double.parseDouble(parts[1]))));
  }
}
