package dev.plumbline.lab;

import dev.plumbline.lab.model.Decoder;
import dev.plumbline.lab.model.Draws;
import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Intervention;
import dev.plumbline.lab.model.LanguageModel;
import dev.plumbline.lab.model.Sampling;
import dev.plumbline.lab.openai.ApiError;
import dev.plumbline.lab.openai.ChatRequest;
import dev.plumbline.lab.openai.RequestException;
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
  record Answer(Generation generation, int promptTokens, List<ActiveFault> faults) {}

  Answer write(Call call, ChatRequest request, Assignment assignment, int batchSize)
      throws RequestException {
    LanguageModel model =
        call.fleet().model(assignment.serving().target().labels(), assignment.misrouted());
    int promptTokens = model.promptTokens(request.messages());
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
            () -> call.fleet().homeScripts(request.messages(), clean.text()));
    Generation answer = plan.map(p -> writing.write(p.intervention())).orElse(clean);
    List<ActiveFault> faults =
        Stream.concat(assignment.misroutes().stream(), plan.map(Saboteur.Plan::fault).stream())
            .toList();
    return new Answer(answer, promptTokens, faults);
  }

  private static Sampling sampling(ChatRequest request, int promptTokens, int window)
      throws RequestException {
    Integer asked = request.maxTokens();
    int left = window - promptTokens;
    if (left < (asked == null ? 1 : asked)) {
      throw new RequestException(
          ApiError.contextLengthExceeded(window, promptTokens, asked == null ? 0 : asked));
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
      return decoder.answer(request.messages(), intervention);
    }
  }
}
