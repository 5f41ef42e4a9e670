package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.catalog.Words;
import dev.plumbline.lab.Catalogs;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Discovery;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.probe.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One model behind every wire format, asked over real HTTP as a worker asks it, from a catalog as
 * people write it. The lab's side was written from the documented formats and shares no code with
 * the worker's.
 */
class EveryFormatTest {
  private static final List<Probe> PROBES =
      Stream.concat(Catalogs.PROBES.stream(), Stream.of(Catalogs.TOOL_PROBE)).toList();
  private static final Answer.ToolCall CALL =
      new Answer.ToolCall(
          "get_weather", "{\"city\": \"São Paulo\", \"days\": [1, 2], \"metric\": true}");

  private static final Set<WireFormat> WITH_LOGPROBS =
      Set.of(
          WireFormat.OPENAI_CHAT,
          WireFormat.VERTEX_GENERATE_CONTENT,
          WireFormat.SGLANG_GENERATE,
          WireFormat.TGI_GENERATE);

  private final ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime);
  private final AtomicReference<Catalog> catalog = new AtomicReference<>();
  private final Path folder;
  private final LabFleet fleet;

  EveryFormatTest(@TempDir Path folder) {
    this.folder = folder;
    fleet = new LabFleet(this::current, LabSettings.immediate(), () -> Instant.EPOCH, 42, _ -> {});
    fleet.start();
  }

  private Catalog current() {
    return catalog.updateAndGet(known -> known == null ? written(folder, fleet.port()) : known);
  }

  private static Catalog written(Path folder, int port) {
    try {
      write(folder, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Catalog read = new CatalogLoader().load(folder);
    return new Catalog(
        read.version(), read.targets(), List.of(new Suite("one", "1", PROBES)), read.detection());
  }

  private static void write(Path folder, int port) throws IOException {
    Files.createDirectories(folder.resolve("suites"));
    Files.writeString(
        folder.resolve("suites/one.yaml"),
        """
        suite: one
        probes:
          - {id: hello, prompt: Say hello., scripts: [Latin], checks: [foreign-script]}
        """);
    Files.writeString(folder.resolve("fleet.yaml"), FLEET.replace("PORT", Integer.toString(port)));
  }

  private static final String FLEET =
      """
      defaults:
        model: quill
        accelerator: tpu
        pool: main
        endpoint: http://127.0.0.1:PORT/{platform}
        capabilities: [temperature, seed, stream]
      targets:
        - {platform: openai-chat, endpoint: 'http://127.0.0.1:PORT/openai-chat/v1',
           capabilities: [logprobs, temperature, seed, stream, token-ids, prompt-logprobs, cache-salt]}
        - {platform: azure, endpoint: 'http://127.0.0.1:PORT/openai/deployments/quill?api-version=2024-10-21',
           capabilities: [logprobs, temperature, seed, stream]}
        - {platform: anthropic-messages, wire-format: anthropic-messages,
           endpoint: 'http://127.0.0.1:PORT/anthropic-messages/v1'}
        - {platform: bedrock-invoke, wire-format: bedrock-invoke, served-model: 'anthropic.quill-v1:0'}
        - {platform: bedrock-converse, wire-format: bedrock-converse,
           served-model: 'arn:aws:bedrock:us-east-1:1:inference-profile/quill'}
        - {platform: vertex-raw-predict, wire-format: vertex-raw-predict,
           endpoint: 'http://127.0.0.1:PORT/v1/projects/p/locations/l'}
        - {platform: vertex-generate-content, wire-format: vertex-generate-content,
           endpoint: 'http://127.0.0.1:PORT/v1beta/models',
           capabilities: [logprobs, temperature, seed, stream]}
        - {platform: sglang-generate, wire-format: sglang-generate, request: {chat-template: &own
             {begin: '<|begin|>', user: '<|user|>{content}<|end|>', system: '<|system|>{content}<|end|>',
              assistant: '<|assistant|>{content}<|end|>', answer: '<|assistant|>'}},
           capabilities: [logprobs, temperature, seed, stream]}
        - {platform: tgi-generate, wire-format: tgi-generate, request: {chat-template: *own},
           capabilities: [logprobs, temperature, seed, stream]}
      """;

  @AfterEach
  void close() {
    once.close();
    fleet.stop();
  }

  static Stream<Arguments> formats() {
    return Stream.of(
            "openai-chat",
            "azure",
            "anthropic-messages",
            "bedrock-invoke",
            "bedrock-converse",
            "vertex-raw-predict",
            "vertex-generate-content",
            "sglang-generate",
            "tgi-generate")
        .flatMap(name -> Stream.of(Arguments.of(name, false), Arguments.of(name, true)));
  }

  /** Tools, which no text can offer, are not for formats that take one. */
  static Stream<Arguments> formatsWithTools() {
    return formats().filter(it -> !String.valueOf(it.get()[0]).endsWith("-generate"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void oneModelGivesOneAnswerWhateverTheFormat(String platform, boolean stream) {
    Target target = target(platform);
    for (Probe probe : Catalogs.PROBES) {
      Exchange exchange = ask(target, probe, stream);
      Answer answer = answer(exchange);

      // Near ties may flip a word; the answer to one of a few words is always the same.
      String chat = answer(ask(target("openai-chat"), probe, false)).text();
      assertThat(shared(answer.text(), chat)).as("%s%n%s", answer.text(), chat).isGreaterThan(0.7);
      if (probe.id().equals("capital")) {
        assertThat(answer.text()).isEqualTo(chat).isEqualTo(probe.example());
      }
      assertThat(answer.finishReason()).isNotNull();
      Answer.Usage usage = Objects.requireNonNull(answer.usage());
      assertThat(usage.promptTokens()).isPositive();
      assertThat(usage.completionTokens()).isPositive();
      assertThat(exchange.timeToFirstToken() != null).as("time to first token").isEqualTo(stream);
      if (WITH_LOGPROBS.contains(target.wireFormat())) {
        assertThat(answer.tokens()).isNotEmpty().allSatisfy(EveryFormatTest::hasAlternatives);
      } else {
        assertThat(answer.tokens()).isEmpty();
      }
    }
  }

  /** Share of the characters of one text that the other has too, wherever they stand. */
  private static double shared(String one, String other) {
    Map<Integer, Long> left =
        one.codePoints().boxed().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    long found = other.codePoints().filter(it -> left.merge(it, -1L, Long::sum) >= 0).count();
    return 2.0 * found / (one.codePoints().count() + other.codePoints().count());
  }

  private static void hasAlternatives(Token token) {
    assertThat(token.logprob()).isNotNull();
    assertThat(token.top()).hasSizeBetween(1, 5);
  }

  @ParameterizedTest
  @MethodSource("formatsWithTools")
  void aCallOfAToolIsTheSameWhateverTheFormat(String platform, boolean stream) {
    Target target = target(platform);
    Answer answer = answer(ask(target, Catalogs.TOOL_PROBE, stream));

    assertThat(answer.toolCalls())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.name()).isEqualTo(CALL.name());
          assertThat(call.arguments().replace(" ", ""))
              .isEqualTo(CALL.arguments().replace(" ", ""));
        });
    assertThat(answer.text()).isEmpty();
  }

  /** Each format has words of its own for the same. */
  @ParameterizedTest
  @MethodSource("formats")
  void aPromptThatIsTooLongIsKnownAsSuch(String platform, boolean stream) {
    Probe probe = Catalogs.probe("long", "word ".repeat(200_000), "no");

    assertThat(ask(target(platform), probe, stream).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.cause()).isEqualTo(Cause.CONTEXT_EXCEEDED));
  }

  @ParameterizedTest
  @CsvSource({
    "openai-chat, logprobs temperature seed stream token-ids prompt-logprobs cache-salt",
    "azure, logprobs temperature seed stream",
    "anthropic-messages, temperature stream",
    "bedrock-invoke, temperature stream",
    "bedrock-converse, temperature stream",
    "vertex-raw-predict, temperature stream",
    "vertex-generate-content, logprobs temperature seed stream",
    "sglang-generate, logprobs temperature seed stream prompt-logprobs",
    "tgi-generate, logprobs temperature seed stream prompt-logprobs",
  })
  void whatATargetCanIsFoundOut(String platform, String capabilities) {
    List<Discovery.Finding> told = new ArrayList<>();

    List<Discovery.Finding> findings = new Discovery(once).discover(target(platform), told::add);

    assertThat(told).isEqualTo(findings);
    assertThat(
            Discovery.capabilities(findings).stream()
                .map(Words::of)
                .collect(Collectors.joining(" ")))
        .isEqualTo(capabilities);
  }

  private Target target(String platform) {
    return current().targets().stream()
        .filter(target -> target.labels().platform().equals(platform))
        .findFirst()
        .orElseThrow();
  }

  private Exchange ask(Target target, Probe probe, boolean stream) {
    Sampling as = probe.sampling();
    Sampling sampling =
        new Sampling(
            as.temperature(), as.topP(), as.seed(), as.maxTokens(), as.topLogprobs(), stream);
    Probe asked =
        new Probe(
            probe.id(),
            probe.family(),
            probe.sees(),
            probe.messages(),
            probe.tools(),
            sampling,
            probe.scripts(),
            probe.checks(),
            probe.example(),
            probe.exampleCall());
    return once.ask(target, new Suite("one", "1", PROBES), asked);
  }

  private static Answer answer(Exchange exchange) {
    assertThat(exchange.outcome()).isInstanceOf(Outcome.Answered.class);
    return ((Outcome.Answered) exchange.outcome()).answer();
  }
}
