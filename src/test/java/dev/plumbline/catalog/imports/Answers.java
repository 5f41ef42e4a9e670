package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.JsonSchemas;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Whether an answer is right, as far as imports need it; the check itself is in score. */
final class Answers {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Answers() {}

  static boolean right(Expected expected, String answer) {
    return switch (expected) {
      case Expected.Regex(String pattern) -> Pattern.compile(pattern).matcher(answer).find();
      case Expected.All all -> all.parts().stream().allMatch(part -> right(part, answer));
      case Expected.Any any -> any.parts().stream().anyMatch(part -> right(part, answer));
      case Expected.Not not -> !right(not.refused(), answer);
      case Expected.Document document -> {
        try {
          yield JsonSchemas.of(document.schema()).validate(STRICT.readTree(answer)).isEmpty();
        } catch (JacksonException e) {
          yield false;
        }
      }
      case Expected.Exact _, Expected.Quantity _, Expected.Choice _, Expected.Items _ ->
          throw new IllegalArgumentException("no import of promptfoo makes " + expected);
    };
  }
}
