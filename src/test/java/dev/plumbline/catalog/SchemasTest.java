package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemasTest {
  private static final SpecificationVersion DRAFT = SpecificationVersion.DRAFT_2020_12;

  @ParameterizedTest
  @ValueSource(strings = {"catalog/fleet", "catalog/suite", "gate/gates"})
  void eachIsAJsonSchema(String name) {
    var metaSchema =
        SchemaRegistry.withDefaultDialect(DRAFT).getSchema(SchemaLocation.of(DRAFT.getDialectId()));

    assertThat(metaSchema.validate(schema(name))).isEmpty();
  }

  /** Editors show descriptions, and errors end with them as the remedy. */
  @ParameterizedTest
  @ValueSource(strings = {"catalog/fleet", "catalog/suite", "gate/gates"})
  void everyPropertyIsDescribedAndEveryMappingIsClosed(String name) {
    JsonNode root = schema(name);
    List<String> lacking = new ArrayList<>();
    inspect(root, root, name, lacking);

    assertThat(lacking).isEmpty();
  }

  @Test
  void everyCheckThatMayPageHasAnObjective() {
    List<String> objectives =
        List.copyOf(
            schema("catalog/fleet")
                .requiredAt("/$defs/detection/properties/objectives/properties")
                .propertyNames());
    List<String> checks = new ArrayList<>();
    schema("catalog/suite")
        .requiredAt("/$defs/checks/items/then/enum")
        .forEach(check -> checks.add(check.stringValue()));
    checks.addAll(
        schema("catalog/suite").requiredAt("/$defs/checkWithOption/properties").propertyNames());
    // Graded answers are compared with a peer's, and times and money are measurements: none is a
    // rate.
    checks.removeAll(List.of("answer", "latency", "cost"));
    Arrays.stream(FeedbackReason.values()).map(FeedbackReason::check).forEach(checks::add);

    assertThat(objectives).containsExactlyInAnyOrderElementsOf(checks);
  }

  private static void inspect(JsonNode root, JsonNode node, String path, List<String> lacking) {
    JsonNode properties = node.path("properties");
    if (node.path("type").asString("").equals("object") && !node.has("additionalProperties")) {
      lacking.add(path + " takes any key");
    }
    properties.forEachEntry((key, property) -> {
      JsonNode meant =
          property.has("description") || !property.has("$ref")
              ? property
              : root.requiredAt(property.path("$ref").stringValue().substring(1));
      if (!meant.has("description")) {
        lacking.add(path + "." + key + " has no description");
      }
    });
    node.forEachEntry((key, child) -> inspect(root, child, path + "/" + key, lacking));
  }

  private static JsonNode schema(String name) {
    String resource = "/" + name + ".schema.json";
    try (InputStream stream = SchemasTest.class.getResourceAsStream(resource)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
