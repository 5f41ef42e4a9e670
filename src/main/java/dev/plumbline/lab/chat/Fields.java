package dev.plumbline.lab.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fields of a request; null is the same as absent. */
public record Fields(JsonNode object) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * The fields of a body.
   *
   * @throws RequestException if it is no JSON object
   */
  public static Fields of(byte[] body) throws RequestException {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node != null && node.isObject()) {
        return new Fields(node);
      }
    } catch (JacksonException e) {
      throw new RequestException(new Problem.Unreadable(e.getOriginalMessage()));
    }
    throw new RequestException(new Problem.Unreadable("not a JSON object"));
  }

  public @Nullable JsonNode node(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  public boolean flag(String name) throws RequestException {
    JsonNode node = node(name);
    if (node != null && !node.isBoolean()) {
      throw invalid(name, "must be true or false");
    }
    return node != null && node.booleanValue();
  }

  public @Nullable String textOrNull(String name) throws RequestException {
    JsonNode node = node(name);
    return node == null ? null : text(node, name);
  }

  /**
   * The text a node is.
   *
   * @param path where it stands in the request
   */
  public static String text(JsonNode node, String path) throws RequestException {
    if (!node.isString()) {
      throw invalid(path, "must be a string");
    }
    return node.stringValue();
  }

  public double number(String name, double otherwise, double least, double most)
      throws RequestException {
    JsonNode node = node(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.isNumber() || node.doubleValue() < least || node.doubleValue() > most) {
      throw invalid(name, "must be a number from %s to %s".formatted(least, most));
    }
    return node.doubleValue();
  }

  public int whole(String name, int otherwise, int least, int most) throws RequestException {
    Integer value = wholeOrNull(name, least, most);
    return value == null ? otherwise : value;
  }

  public @Nullable Integer wholeOrNull(String name, int least, int most) throws RequestException {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < least
        || node.intValue() > most) {
      throw invalid(name, "must be an integer from %d to %d".formatted(least, most));
    }
    return node.intValue();
  }

  public @Nullable Long longOrNull(String name) throws RequestException {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw invalid(name, "must be an integer");
    }
    return node.longValue();
  }

  /** A field that must be there. */
  public JsonNode required(String name) throws RequestException {
    JsonNode node = node(name);
    if (node == null) {
      throw new RequestException(new Problem.Missing(name));
    }
    return node;
  }

  public static RequestException invalid(String path, String problem) {
    return new RequestException(new Problem.Invalid(path, problem));
  }
}
