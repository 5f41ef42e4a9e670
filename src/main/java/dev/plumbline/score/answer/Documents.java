package dev.plumbline.score.answer;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.plumbline.catalog.JsonSchemas;
import dev.plumbline.score.syntax.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON documents and the schemas they must be valid against. */
public final class Documents {
  /** Enough for a catalog; compiling one takes far longer than validating by it. */
  private static final int KEPT = 256;

  private static final Map<JsonNode, Schema> COMPILED = new RecentlyUsed();

  private Documents() {}

  /**
   * What keeps a text from being strict JSON that is valid against a schema; empty where nothing
   * does.
   */
  public static Optional<String> fault(JsonNode schema, String text) {
    try {
      JsonNode document = StrictJson.value(text);
      if (document.isMissingNode()) {
        return Optional.of("no JSON: nothing at all");
      }
      List<Error> errors = compiled(schema).validate(document);
      return errors.stream().findFirst().map(Error::toString);
    } catch (JacksonException e) {
      return Optional.of("no JSON: " + e.getOriginalMessage());
    }
  }

  static Grade grade(JsonNode schema, String answer) {
    return fault(schema, answer)
        .<Grade>map(fault -> new Grade.Wrong("a document of the schema", fault))
        .orElse(new Grade.Right());
  }

  private static Schema compiled(JsonNode schema) {
    synchronized (COMPILED) {
      return COMPILED.computeIfAbsent(schema, JsonSchemas::of);
    }
  }

  private static final class RecentlyUsed extends LinkedHashMap<JsonNode, Schema> {
    private static final long serialVersionUID = 1L;

    RecentlyUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<JsonNode, Schema> eldest) {
      return size() > KEPT;
    }
  }
}
