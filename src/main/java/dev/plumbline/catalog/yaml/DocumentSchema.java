package dev.plumbline.catalog.yaml;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Schema: says what is wrong with a document, and what holds where it says nothing. */
public final class DocumentSchema {
  private final JsonNode root;
  private final Schema schema;

  private DocumentSchema(JsonNode root) {
    this.root = root;
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
  }

  /** Reads a schema from an absolute path on the class path. */
  public static DocumentSchema load(String resource) {
    try (InputStream stream = DocumentSchema.class.getResourceAsStream(resource)) {
      Objects.requireNonNull(stream, () -> resource + " is not on the class path");
      return new DocumentSchema(JsonMapper.shared().readTree(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds everything the schema forbids, at the place in the file where it stands. */
  public void check(Located document, Errors errors) {
    List<com.networknt.schema.Error> violations = schema.validate(document.json());
    Map<NodePath, com.networknt.schema.Error> mistyped = new HashMap<>();
    for (com.networknt.schema.Error violation : violations) {
      if (violation.getKeyword().equals("type")) {
        mistyped.putIfAbsent(violation.getInstanceLocation(), violation);
      }
    }
    for (com.networknt.schema.Error violation : violations) {
      NodePath place = violation.getInstanceLocation();
      // Of a value of the wrong type nothing else is worth saying.
      if (mistyped.getOrDefault(place, violation).equals(violation)) {
        Violation.of(violation, find(document, place), root).addTo(errors);
      }
    }
  }

  /**
   * The values of {@code default} in the schema at a JSON pointer, as a mapping to put below what a
   * file says. So what an editor shows as the default is what holds.
   */
  public Located.Mapping defaults(String pointer) {
    return SchemaDefaults.of(root, pointer);
  }

  private static Located find(Located document, NodePath path) {
    Located found = document;
    for (int i = 0; i < path.getNameCount(); i++) {
      found =
          switch (found) {
            case Located.Mapping mapping ->
                Objects.requireNonNull(mapping.entries().get(path.getName(i)));
            case Located.Sequence sequence ->
                sequence.items().get(Integer.parseInt(path.getName(i)));
            case Located.Scalar scalar -> scalar;
          };
    }
    return found;
  }
}
