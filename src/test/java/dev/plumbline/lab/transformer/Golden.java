package dev.plumbline.lab.transformer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the training script's own programs say: PyTorch in single precision on the stored weights,
 * and its tokenizer.
 */
record Golden(List<Continuation> large, List<Continuation> small, List<Encoded> tokenizer) {

  /** A text as tokens, and what may follow some of them. */
  record Continuation(List<Integer> prefix, List<Step> steps) {
    int[] tokens() {
      return prefix.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** The most probable tokens after the one at {@code position}. */
  record Step(int position, List<Integer> tokens, List<Double> logprobs) {}

  /** A text and its tokens. */
  record Encoded(String text, List<Integer> ids) {}

  static Golden read() throws IOException {
    try (InputStream file = Golden.class.getResourceAsStream("golden.json")) {
      return JsonMapper.shared().readValue(Objects.requireNonNull(file), Golden.class);
    }
  }

  List<Continuation> of(String model) {
    return model.equals("large") ? large : small;
  }
}
