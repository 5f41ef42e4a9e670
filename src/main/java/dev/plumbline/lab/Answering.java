package dev.plumbline.lab;

import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Decoder;
import dev.plumbline.lab.model.Draws;
import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Intervention;
import dev.plumbline.lab.model.LanguageModels;
import dev.plumbline.lab.model.ModelSetup;
import dev.plumbline.lab.model.Prompt;
import dev.plumbline.lab.model.PromptToken;
import dev.plumbline.lab.model.Sampling;
import dev.plumbline.lab.model.TokenSequence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Has an answer written by the assigned server, with whatever its faults do to it. */
final class Answering {
  private static final double SHARE_BIASED_TWICE = 0.3;

  /** Rows of a batch are spread over so many cores; one has the miscompiled executable. */
  private static final int CORES = 4;

  private final Saboteur saboteur;

  Answering(Saboteur saboteur) {
    this.saboteur = saboteur;
  }

  /**
   * A written answer.
   *
   * @param prompt as it was laid out
   * @param promptTokens what the model made of those it read; empty unless asked for
   * @param faults that hit it and had something to spoil
   */
  record Answer(
      Completion completion,
      TokenSequence prompt,
      List<PromptToken> promptTokens,
      List<ActiveFault> faults) {}

  Answer write(Call call, ChatRequest request, Assignment assignment, int batchSize)
      throws RequestException {
    List<ActiveFault> hits =
        Stream.concat(
                assignment.hits().stream(),
                saboteur.hitsOfRequest(assignment.acting(), call.seed(), batchSize).stream())
            .toList();
    ModelSetup setup =
        ModelSetup.of(assignment.serving().target().labels().model())
            .withPrecision(assignment.pool().precision());
    Recipe recipe = Recipe.of(setup, request.prompt(), assignment.server(), hits);
    TokenSequence laidOut = recipe.laidOut();
    Sampling sampling = sampling(request, laidOut.length(), assignment.contextWindow());
    TokenSequence read = recipe.read(laidOut);
    assignment.server().remember(laidOut);
    Writing writing = new Writing(call, request, assignment, batchSize, recipe, read, sampling);
    Generation answer = writing.write(interventions(call.seed(), recipe, writing));
    return new Answer(
        Completion.of(answer, offersTools(request)),
        laidOut,
        promptTokens(request, assignment, recipe, read),
        recipe.effective(request.prompt(), laidOut, read, answer.lostTop()));
  }

  private static boolean offersTools(ChatRequest request) {
    return request.prompt() instanceof Prompt prompt && !prompt.tools().isEmpty();
  }

  private static List<PromptToken> promptTokens(
      ChatRequest request, Assignment assignment, Recipe recipe, TokenSequence read) {
    Integer listed = request.extras().promptLogprobs();
    return listed == null
        ? List.of()
        : LanguageModels.of(recipe.setup()).read(read, assignment.pool().numerics(), listed);
  }

  private static Sampling sampling(ChatRequest request, int promptTokens, int window)
      throws RequestException {
    Integer asked = request.maxTokens();
    int left = window - promptTokens;
    if (left < (asked == null ? 1 : asked)) {
      throw new RequestException(
          new Problem.ContextExceeded(window, promptTokens, asked == null ? 0 : asked));
    }
    return new Sampling(
        request.temperature(),
        request.topP(),
        request.topK(),
        asked == null ? left : asked,
        request.stop(),
        request.topLogprobs(),
        request.extras().tokens());
  }

  private static Intervention interventions(long seed, Recipe recipe, Writing writing) {
    Set<Integer> biased = new HashSet<>();
    if (recipe.biased()) {
      // Anywhere in the answer, so its length must be known first.
      int steps = writing.write(Intervention.NONE).steps().size();
      int at = Draws.below(Math.max(1, steps), Draws.hash(seed, 41));
      biased.add(at);
      if (Draws.unit(seed, 42) < SHARE_BIASED_TWICE) {
        biased.add(at + 1);
      }
    }
    return new Intervention(
        biased,
        step -> recipe.miscompiled() && Draws.below(CORES, Draws.hash(seed, 1_000L + step)) == 0);
  }

  /** Writes the same answer again and again, but for what is done to it. */
  private record Writing(
      Call call,
      ChatRequest request,
      Assignment assignment,
      int batchSize,
      Recipe recipe,
      TokenSequence prompt,
      Sampling sampling) {

    Generation write(Intervention intervention) {
      Long seed = request.seed();
      Decoder decoder =
          new Decoder(
              LanguageModels.of(recipe.setup()),
              assignment.pool().numerics(),
              sampling,
              recipe.decoding(),
              Draws.hash(seed == null ? call.seed() : seed, 31));
      return decoder.answer(prompt, call.fleet().guides(), batchSize, intervention);
    }
  }
}
