package dev.plumbline.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the API server would say of an object, as far as that can be known without one: unknown
 * fields, missing ones, wrong types. Of Kubernetes' own kinds by its client's models, which are
 * made of its OpenAPI document; of the Prometheus Operator's by schemas of ours.
 */
final class ApiModels {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private ApiModels() {}

  /** What is wrong with it; empty: nothing. */
  static Optional<String> complaint(JsonNode object) {
    String version = object.path("apiVersion").asString();
    return version.startsWith("monitoring.coreos.com/") ? ofOperator(object) : ofKubernetes(object);
  }

  private static Optional<String> ofKubernetes(JsonNode object) {
    String version = object.path("apiVersion").asString();
    int slash = version.indexOf('/');
    String group = slash < 0 ? "" : version.substring(0, slash);
    Class<?> type =
        ModelMapper.getApiTypeClass(
            group, version.substring(slash + 1), object.path("kind").asString());
    if (type == null || type == DynamicKubernetesObject.class) {
      return Optional.of("Kubernetes does not know this kind");
    }
    JsonElement json = JsonParser.parseString(object.toString());
    try {
      type.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
      // Types that the generated check leaves alone: quantities, times, integers.
      Objects.requireNonNull(JSON.getGson().fromJson(json, type));
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(String.valueOf(e.getCause()));
    } catch (RuntimeException e) {
      return Optional.of(e.toString());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Optional<String> ofOperator(JsonNode object) {
    String name = object.path("kind").asString().toLowerCase(Locale.ROOT);
    try (InputStream file = ApiModels.class.getResourceAsStream(name + ".schema.json")) {
      if (file == null) {
        return Optional.of("there is no schema of this kind here");
      }
      Schema schema = SCHEMAS.getSchema(file, InputFormat.JSON);
      List<String> errors =
          schema.validate(object).stream().map(error -> error.toString()).toList();
      return errors.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
