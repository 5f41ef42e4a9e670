package dev.plumbline.gate.protocol;

import dev.plumbline.gate.Worse;
import dev.plumbline.gate.protocol.SampleMetric.Samples;
import dev.plumbline.input.InvalidFieldException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads what Kayenta sends to a remote judge. */
final class SampleReader {
  private static final double USUAL = 0.2;
  private static final int MOST_METRICS = 200;

  private SampleReader() {}

  /**
   * Reads a call.
   *
   * @throws InvalidFieldException with what is missing or of the wrong form
   */
  static Samples read(JsonNode body) {
    JsonNode pairs = body.path("metricSetPairList");
    if (!pairs.isArray() || pairs.isEmpty() || pairs.size() > MOST_METRICS) {
      throw new InvalidFieldException(
          "metricSetPairList", "must hold 1 to %d metrics".formatted(MOST_METRICS));
    }
    Map<String, JsonNode> configured = new LinkedHashMap<>();
    body.path("canaryConfig")
        .path("metrics")
        .forEach(metric -> configured.put(metric.path("name").asString(""), metric));
    List<SampleMetric> metrics = new ArrayList<>();
    for (int k = 0; k < pairs.size(); k++) {
      metrics.add(metric("metricSetPairList[%d]".formatted(k), pairs.get(k), configured));
    }
    return new Samples(KayentaThresholds.of(body.path("scoreThresholds")), List.copyOf(metrics));
  }

  private static SampleMetric metric(String path, JsonNode pair, Map<String, JsonNode> configured) {
    String name = pair.path("name").asString("");
    JsonNode config = configured.get(name);
    if (name.isEmpty() || config == null) {
      throw new InvalidFieldException(path + ".name", "is no metric of canaryConfig");
    }
    JsonNode canary = config.path("analysisConfigurations").path("canary");
    Map<String, String> tags = new LinkedHashMap<>();
    pair.path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString("")));
    List<String> groups = new ArrayList<>();
    config.path("groups").forEach(group -> groups.add(group.asString("")));
    Worse worse = worse(path, canary.path("direction").asString("either"));
    return new SampleMetric(
        name,
        pair.path("id").asString(""),
        tags,
        List.copyOf(groups),
        canary.path("critical").asBoolean(false),
        canary.path("muted").asBoolean(false),
        canary.path("mustHaveData").asBoolean(false),
        worse,
        allowed(worse, canary.path("effectSize")),
        values(path + ".values.experiment", pair.path("values").path("experiment")),
        values(path + ".values.control", pair.path("values").path("control")));
  }

  private static Worse worse(String path, String direction) {
    return switch (direction) {
      case "increase" -> Worse.HIGHER;
      case "decrease" -> Worse.LOWER;
      case "either" -> Worse.EITHER;
      default ->
          throw new InvalidFieldException(
              path, "has a direction that is none of increase, decrease, either");
    };
  }

  /** The probability that the candidate's value is the larger one is what is allowed, doubled. */
  private static double allowed(Worse worse, JsonNode effect) {
    if (!effect.path("measure").asString("").equals("cles")) {
      return USUAL;
    }
    double up = 2 * effect.path("allowedIncrease").asDouble(Double.NaN) - 1;
    double down = 1 - 2 * effect.path("allowedDecrease").asDouble(Double.NaN);
    double allowed =
        switch (worse) {
          case HIGHER -> up;
          case LOWER -> down;
          case EITHER -> Math.min(up, down);
        };
    return allowed > 0 && allowed < 1 ? allowed : USUAL;
  }

  private static List<Double> values(String path, JsonNode values) {
    if (values.isMissingNode() || values.isNull()) {
      return List.of();
    }
    if (!values.isArray()) {
      throw new InvalidFieldException(path, "is no list");
    }
    List<Double> read = new ArrayList<>(values.size());
    for (JsonNode value : values) {
      boolean nothing =
          value.isNull()
              || (value.isString()
                  && List.of("NaN", "Infinity", "-Infinity").contains(value.asString()));
      if (!nothing && !value.isNumber()) {
        throw new InvalidFieldException(path, "holds something that is no number");
      }
      double number = nothing ? Double.NaN : value.asDouble();
      read.add(Double.isFinite(number) ? number : Double.NaN);
    }
    return List.copyOf(read);
  }
}
