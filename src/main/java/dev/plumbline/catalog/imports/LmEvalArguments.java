package dev.plumbline.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model was sent, as logs of samples keep it: {@code {gen_args_0: {arg_0: …, arg_1: …}}}, or
 * a list of pairs.
 *
 * @param prompt null where there was none, or not one for all
 * @param continuations whose probabilities were compared; empty where text was generated
 */
record LmEvalArguments(@Nullable String prompt, List<String> continuations) {

  static LmEvalArguments of(JsonNode arguments) {
    List<String> prompts = new ArrayList<>();
    List<String> continuations = new ArrayList<>();
    for (JsonNode pair : arguments) {
      JsonNode prompt = pair.isArray() ? pair.path(0) : pair.path("arg_0");
      JsonNode rest = pair.isArray() ? pair.path(1) : pair.path("arg_1");
      JsonNode single = prompt.isArray() && prompt.size() == 1 ? prompt.get(0) : prompt;
      if (single.isString() || single.isArray()) {
        prompts.add(single.isString() ? single.stringValue() : single.toString());
      }
      if (rest.isString()) {
        continuations.add(rest.stringValue());
      }
    }
    boolean same = prompts.stream().distinct().count() == 1 && !prompts.getFirst().isBlank();
    return new LmEvalArguments(same ? prompts.getFirst() : null, List.copyOf(continuations));
  }
}
