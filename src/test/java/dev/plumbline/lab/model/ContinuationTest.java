package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.transformer.KeyValueCache;
import dev.plumbline.lab.transformer.Transformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is remembered, batched and shared is, bit for bit, what is computed afresh. */
class ContinuationTest {
  private static final int STEPS = 12;
  private static final Vocabulary VOCABULARY = LanguageModels.vocabulary();
  private static final ModelSetup SETUP = ModelSetup.of("small");

  @ParameterizedTest
  @CsvSource({"gpu, 1", "gpu, 5", "tpu, 16", "trainium, 2"})
  void predictionsAreThoseOfTheTransformerAlone(String accelerator, int batchSize)
      throws Exception {
    Numerics numerics = Numerics.of(accelerator);
    LanguageModel model = LanguageModels.of(SETUP);
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        TokenSequence prompt = prompt(i % 6, batchSize + accelerator);
        answers.add(requests.submit(() -> remembered(model, prompt, numerics, batchSize)));
      }
      for (int i = 0; i < answers.size(); i++) {
        TokenSequence prompt = prompt(i % 6, batchSize + accelerator);
        assertThat(answers.get(i).get()).isEqualTo(alone(prompt, numerics, batchSize));
      }
    }
  }

  /** Each token of a prompt is expected as if it were the next of an answer. */
  @ParameterizedTest
  @CsvSource({"gpu", "trainium"})
  void aPromptsTokensAreExpectedAsTheTransformerAloneDoes(String accelerator) {
    Numerics numerics = Numerics.of(accelerator);
    TokenSequence prompt = prompt(1, "read " + accelerator);
    List<PromptToken> read = LanguageModels.of(SETUP).read(prompt, numerics, 3);

    Transformer alone =
        new Transformer(
            SETUP.weights(), SETUP.encoding(SETUP.weights().shape()), numerics.ofPrompts());
    assertThat(read).hasSize(prompt.length());
    assertThat(read.getFirst().isFirst()).isTrue();
    for (int i = 1; i < read.size(); i++) {
      int[] before = Arrays.copyOf(prompt.ids(), i);
      float[] logits = alone.prefill(alone.newCache(), before);
      double sum = IntStream.range(0, logits.length).mapToDouble(t -> Math.exp(logits[t])).sum();
      PromptToken token = read.get(i);
      assertThat(token.token()).isEqualTo(prompt.id(i));
      assertThat(token.logprob()).isCloseTo(logits[token.token()] - Math.log(sum), within(1e-4));
      float own = logits[token.token()];
      assertThat(token.rank())
          .isEqualTo((int) IntStream.range(0, logits.length).filter(t -> logits[t] > own).count());
      assertThat(token.alternativeLogprob(0))
          .isCloseTo(logits[token.alternative(0)] - Math.log(sum), within(1e-4));
      assertThat(token.listed()).isEqualTo(3);
    }
  }

  private static TokenSequence prompt(int number, String salt) {
    Message message = new Message("user", "Question %d of %s?".formatted(number, salt));
    return ChatTemplate.TRAINED.tokens(VOCABULARY, new Prompt(List.of(message), List.of()));
  }

  private static List<String> remembered(
      LanguageModel model, TokenSequence prompt, Numerics numerics, int batchSize) {
    Continuation continuation = model.begin(prompt, numerics, batchSize);
    return IntStream.range(0, STEPS)
        .mapToObj(_ -> {
          Prediction next = continuation.next();
          continuation.append(next.token(0));
          return next.token(0) + " " + next.logit(0) + " " + next.logSum();
        })
        .toList();
  }

  private static List<String> alone(TokenSequence prompt, Numerics numerics, int batchSize) {
    Transformer transformer = Transformer.of(SETUP.weights(), numerics.ofPrompts());
    KeyValueCache cache = transformer.newCache();
    Prediction next = Prediction.of(transformer.prefill(cache, prompt.ids()), VOCABULARY);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      seen.add(next.token(0) + " " + next.logit(0) + " " + next.logSum());
      float[] logits = transformer.with(numerics.ofAnswers(batchSize)).step(cache, next.token(0));
      next = Prediction.of(logits, VOCABULARY);
    }
    return seen;
  }

  /** Sorted, the lowest id first among equals, as a full sort has it. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void aPredictionKeepsTheBest(long seed) {
    java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
    float[] logits = new float[VOCABULARY.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = random.nextInt(300) / 10f;
    }
    Prediction prediction = Prediction.of(logits, VOCABULARY);
    List<Integer> sorted =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted((a, b) -> logits[a] == logits[b] ? a - b : Float.compare(logits[b], logits[a]))
            .limit(Prediction.KEPT)
            .toList();
    assertThat(IntStream.range(0, prediction.size()).mapToObj(prediction::token).toList())
        .isEqualTo(sorted);
    float best =
        (float) Arrays.stream(VOCABULARY.rare()).mapToDouble(i -> logits[i]).max().orElseThrow();
    assertThat(prediction.rareLogit()).isEqualTo(best);
  }
}
