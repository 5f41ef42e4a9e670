package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Discovery;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.score.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prompts as long as a target's window, over real HTTP, in every wire format: a pool in health
 * refuses what is just too long, and one set up for another window gives itself away by an answer.
 */
class ContextLadderTest {
  private static final int WINDOW = 1500;

  private static final String SUITE =
      """
      suite: ladder
      defaults:
        sampling: {max-tokens: 20}
        checks: [routing]
      probes:
        - {id: over, context: {over-window: 100}, prompt: Say hello.}
        - id: under
          context:
            under-window: 100
            needles: [{depth: 0.5, text: The word of Rome is amber.}]
          prompt: What is the word of Rome?
          checks: [{answer: {regex: '(?i)amber'}}]
          example: Amber.
      """;

  private static final String FLEET =
      """
      defaults:
        model: quill
        accelerator: tpu
        pool: main
        context-window: %d
        endpoint: http://127.0.0.1:PORT/{platform}
      targets:
        - {platform: openai-chat, endpoint: 'http://127.0.0.1:PORT/openai-chat/v1'}
        - {platform: anthropic-messages, wire-format: anthropic-messages,
           endpoint: 'http://127.0.0.1:PORT/anthropic-messages/v1'}
        - {platform: bedrock-invoke, wire-format: bedrock-invoke, served-model: 'anthropic.quill-v1:0'}
        - {platform: bedrock-converse, wire-format: bedrock-converse}
        - {platform: vertex-raw-predict, wire-format: vertex-raw-predict,
           endpoint: 'http://127.0.0.1:PORT/v1/projects/p/locations/l'}
        - {platform: vertex-generate-content, wire-format: vertex-generate-content,
           endpoint: 'http://127.0.0.1:PORT/v1beta/models'}
        - {platform: sglang-generate, wire-format: sglang-generate, request: {chat-template: &own
             {begin: '<|begin|>', user: '<|user|>{content}<|end|>', system: '<|system|>{content}<|end|>',
              assistant: '<|assistant|>{content}<|end|>', answer: '<|assistant|>'}}}
        - {platform: tgi-generate, wire-format: tgi-generate, request: {chat-template: *own}}
      """
          .formatted(WINDOW);

  private final ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime);
  private final Scorer scorer = new Scorer(CheckRegistry.standard());
  private final AtomicReference<Catalog> catalog = new AtomicReference<>();
  private final Path folder;
  private final LabFleet fleet;

  ContextLadderTest(@TempDir Path folder) {
    this.folder = folder;
    fleet = new LabFleet(this::current, LabSettings.immediate(), () -> Instant.EPOCH, 42, _ -> {});
    fleet.start();
  }

  @AfterEach
  void close() {
    once.close();
    fleet.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai-chat",
        "anthropic-messages",
        "bedrock-invoke",
        "bedrock-converse",
        "vertex-raw-predict",
        "vertex-generate-content",
        "sglang-generate",
        "tgi-generate"
      })
  void anAnswerWhereARefusalIsDueIsARoutingFailure(String platform) {
    assertThat(routing(platform)).as("in health").isEqualTo(new Reading.Trial(false, ""));

    fleet.inject(new Fault(FaultKind.MISROUTE, Slice.WHOLE_FLEET, 1));

    assertThat(routing(platform))
        .isInstanceOfSatisfying(
            Reading.Trial.class,
            trial -> {
              assertThat(trial.failed()).isTrue();
              assertThat(trial.found())
                  .matches("answered a prompt of 1,\\d{3} tokens, longer than its window of 1,500");
            });
  }

  @Test
  void justUnderTheWindowIsAnswered() {
    Exchange exchange = ask("openai-chat", "under");

    assertThat(exchange.outcome()).isInstanceOf(Outcome.Answered.class);
    Answer answer = ((Outcome.Answered) exchange.outcome()).answer();
    assertThat(Objects.requireNonNull(answer.usage()).promptTokens())
        .isBetween(WINDOW - 300, WINDOW - 20);
    assertThat(observations(exchange))
        .singleElement()
        .satisfies(it -> assertThat(it.reading()).isEqualTo(new Reading.Trial(false, "")));
  }

  /** The lab's small vocabulary cuts some common words in two; large ones cut none. */
  @Test
  void tokensAWordAreMeasured() {
    assertThat(new Discovery(once).tokensPerWord(target("openai-chat")).orElseThrow())
        .isBetween(1.0, 1.2);
  }

  private Reading routing(String platform) {
    List<Observation> observations = observations(ask(platform, "over"));
    assertThat(observations)
        .singleElement()
        .satisfies(it -> {
          assertThat(it.check()).isEqualTo("routing");
          assertThat(it.probe()).isEqualTo("over");
        });
    return observations.getFirst().reading();
  }

  private List<Observation> observations(Exchange exchange) {
    return scorer.score(current(), exchange);
  }

  private Exchange ask(String platform, String id) {
    Suite suite = current().suites().getFirst();
    Probe probe =
        suite.probes().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    return once.ask(target(platform), suite, probe);
  }

  private Target target(String platform) {
    return current().targets().stream()
        .filter(target -> target.labels().platform().equals(platform))
        .findFirst()
        .orElseThrow();
  }

  private Catalog current() {
    return catalog.updateAndGet(known -> known == null ? written() : known);
  }

  private Catalog written() {
    try {
      Files.createDirectories(folder.resolve("suites"));
      Files.writeString(folder.resolve("suites/ladder.yaml"), SUITE);
      Files.writeString(
          folder.resolve("fleet.yaml"), FLEET.replace("PORT", Integer.toString(fleet.port())));
      return new CatalogLoader().load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
