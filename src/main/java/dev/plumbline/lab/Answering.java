package dev.plumbline.lab;

import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.model.Decoder;
import dev.plumbline.lab.model.Draws;
import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Intervention;
import dev.plumbline.lab.model.LanguageModel;
import dev.plumbline.lab.model.Sampling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has an answer written by the assigned server, with whatever its faults do to it. */
final class Answering {
  private final Saboteur saboteur;

  Answering(Saboteur saboteur) {
    this.saboteur = saboteur;
  }

  /**
   * A written answer.
   *
   * @param faults that hit it
   */
  record Answer(Completion completion, int promptTokens, List<ActiveFault> faults) {}

  Answer write(Call call, ChatRequest request, Assignment assignment, int batchSize)
      throws RequestException {
    LanguageModel model =
        call.fleet().model(assignment.serving().target().labels(), assignment.misrouted());
    int promptTokens = model.promptTokens(request.prompt());
    Sampling sampling = sampling(request, promptTokens, assignment.contextWindow());
    Writing writing = new Writing(call, request, assignment, batchSize, model, sampling);
    Generation clean = writing.write(Intervention.NONE);
    Optional<Saboteur.Plan> plan =
        saboteur.plan(
            assignment.acting(),
            call.seed(),
            batchSize,
            clean,
            model.vocabulary(),
            () -> call.fleet().homeScripts(request.prompt(), clean.text()));
    Generation answer = plan.map(p -> writing.write(p.intervention())).orElse(clean);
    List<ActiveFault> faults =
        Stream.concat(assignment.misroutes().stream(), plan.map(Saboteur.Plan::fault).stream())
            .toList();
    boolean toolsOffered = !request.prompt().tools().isEmpty();
    return new Answer(Completion.of(answer, toolsOffered), promptTokens, faults);
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
        asked == null ? left : asked,
        request.stop(),
        request.topLogprobs());
  }

  /** Writes the same answer again and again, but for what is done to it. */
  private record Writing(
      Call call,
      ChatRequest request,
      Assignment assignment,
      int batchSize,
      LanguageModel model,
      Sampling sampling) {

    Generation write(Intervention intervention) {
      Long seed = request.seed();
      Decoder decoder =
          new Decoder(
              model,
              assignment.pool().numerics(),
              sampling,
              assignment.noiseSeed(call.seed(), batchSize),
              Draws.hash(seed == null ? call.seed() : seed, 31));
      return decoder.answer(request.prompt(), intervention);
    }
  }
}
