package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.Catalogs;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeOnce;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Targets of the lab, asked over real HTTP as a worker asks them: their side and ours share no
 * code.
 */
class MessagesTargetTest {
  private static final Labels OPENAI = new Labels("quill", "cloud-a", "tpu", "main");
  private static final List<Probe> PROBES =
      Stream.concat(Catalogs.PROBES.stream(), Stream.of(Catalogs.TOOL_PROBE)).toList();
  private static final Answer.ToolCall CALL =
      new Answer.ToolCall(
          "get_weather", "{\"city\": \"São Paulo\", \"days\": [1, 2], \"metric\": true}");

  private final ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime);

  @AfterEach
  void close() {
    once.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyAnswerIsTheOneTheLabGave(boolean stream) {
    withLab(
        1_000_000,
        lab -> {
          for (Probe probe : Catalogs.PROBES) {
            Exchange exchange = lab.ask(Catalogs.CLAUDE, probe, stream);
            Answer answer = answer(exchange);

            // Near ties may flip a word; the answer to one of a few words is always the same.
            assertThat(answer.text()).isNotBlank();
            if (probe.id().equals("capital")) {
              assertThat(answer.text()).isEqualTo(probe.example());
            }
            assertThat(answer.finishReason()).isEqualTo("end_turn");
            assertThat(answer.servedModel()).isEqualTo("quill");
            assertThat(answer.tokens()).isEmpty();
            Answer.Usage usage = Objects.requireNonNull(answer.usage());
            assertThat(usage.promptTokens()).isPositive();
            assertThat(usage.completionTokens()).isPositive();
            assertThat(exchange.timeToFirstToken() != null).isEqualTo(stream);
            assertThat(Objects.requireNonNull(exchange.response()).headers())
                .containsEntry("x-served-by", List.of("fp_quill.claude-api.tpu.main"));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallOfAToolIsTheSameInEitherFormat(boolean stream) {
    withLab(
        1_000_000,
        lab -> {
          Answer messages = answer(lab.ask(Catalogs.CLAUDE, Catalogs.TOOL_PROBE, stream));
          Answer chat = answer(lab.ask(OPENAI, Catalogs.TOOL_PROBE, stream));

          assertThat(chat.toolCalls()).containsExactly(CALL);
          assertThat(messages.toolCalls()).containsExactly(CALL);
          assertThat(messages.text()).isEmpty();
          assertThat(chat.text()).isEmpty();
          assertThat(messages.finishReason()).isEqualTo("tool_use");
          assertThat(chat.finishReason()).isEqualTo("tool_calls");
          assertThat(messages.usage()).isEqualTo(chat.usage());
          assertThat(chat.tokens()).isNotEmpty();
        });
  }

  /**
   * Every answer is corrupted at one place, by one or two tokens: in the frame or the syntax it is
   * no call any more, in the name or an argument it is another one, before the frame it is text.
   */
  @Test
  void faultsHitCallsAsTheyHitText() {
    withLab(
        1_000_000,
        lab -> {
          lab.fleet().inject(new Fault(FaultKind.CORRUPTION, Slice.parse("*/*/*/*"), 1));
          int plain = 0;
          int other = 0;
          for (int i = 0; i < 60; i++) {
            Answer answer = answer(lab.ask(Catalogs.CLAUDE, Catalogs.TOOL_PROBE, true));
            boolean before = answer.toolCalls().equals(List.of(CALL));
            assertThat(answer.text().isEmpty()).isEqualTo(!before && !answer.toolCalls().isEmpty());
            plain += answer.toolCalls().isEmpty() ? 1 : 0;
            other += answer.text().isEmpty() ? 1 : 0;
          }
          assertThat(plain).isGreaterThan(5);
          assertThat(other).isGreaterThan(5);
        });
  }

  @Test
  void beyondItsRateATargetThrottles() {
    withLab(
        1,
        lab -> {
          Probe probe = Catalogs.PROBES.getFirst();
          assertThat(lab.ask(Catalogs.CLAUDE, probe, false).outcome())
              .isInstanceOf(Outcome.Answered.class);
          assertThat(lab.ask(Catalogs.CLAUDE, probe, false).outcome())
              .isEqualTo(new Outcome.Throttled(429, "60"));
          assertThat(lab.ask(Catalogs.CLAUDE, probe, true).outcome())
              .isEqualTo(new Outcome.Throttled(429, "60"));
        });
  }

  private static Answer answer(Exchange exchange) {
    assertThat(exchange.outcome()).isInstanceOf(Outcome.Answered.class);
    return ((Outcome.Answered) exchange.outcome()).answer();
  }

  private final class Lab {
    private final LabFleet fleet;

    Lab(LabFleet fleet) {
      this.fleet = fleet;
    }

    LabFleet fleet() {
      return fleet;
    }

    Exchange ask(Labels labels, Probe probe, boolean stream) {
      Catalog catalog = Catalogs.of(fleet.port(), PROBES, Catalogs.CLAUDE, OPENAI);
      Target target = catalog.target(labels.toString()).orElseThrow();
      return once.ask(target, catalog.suites().getFirst(), streaming(probe, stream));
    }
  }

  private void withLab(int requestsPerMinute, Consumer<Lab> test) {
    LabSettings settings =
        new LabSettings(0, 3, 4, 0, 0, requestsPerMinute, Accelerators.USUAL, null, 1_000);
    AtomicReference<LabFleet> started = new AtomicReference<>();
    LabFleet fleet =
        new LabFleet(
            () -> Catalogs.of(port(started), PROBES, Catalogs.CLAUDE, OPENAI),
            settings,
            () -> Instant.EPOCH,
            42,
            _ -> {});
    started.set(fleet);
    fleet.start();
    try {
      test.accept(new Lab(fleet));
    } finally {
      fleet.stop();
    }
  }

  private static int port(AtomicReference<LabFleet> fleet) {
    return Objects.requireNonNull(fleet.get()).port();
  }

  private static Probe streaming(Probe probe, boolean stream) {
    Sampling as = probe.sampling();
    return new Probe(
        probe.id(),
        probe.family(),
        probe.sees(),
        probe.messages(),
        probe.tools(),
        new Sampling(
            as.temperature(), as.topP(), as.seed(), as.maxTokens(), as.topLogprobs(), stream),
        probe.scripts(),
        probe.checks(),
        probe.example(),
        probe.exampleCall());
  }
}
