package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests with something in them that does not belong there. */
class AnyRequestTest {
  private static final List<JsonNode> ODD =
      List.of(
          LabClient.JSON.readTree("null"),
          LabClient.JSON.readTree("true"),
          LabClient.JSON.readTree("-1"),
          LabClient.JSON.readTree("1e300"),
          LabClient.JSON.readTree("0.5"),
          LabClient.JSON.readTree("99999999999999999999"),
          LabClient.JSON.readTree("\"\""),
          LabClient.JSON.readTree("\" \\u0000 \\\"\""),
          LabClient.JSON.readTree("[]"),
          LabClient.JSON.readTree("[[],{},null,1,\"a\"]"),
          LabClient.JSON.readTree("{}"),
          LabClient.JSON.readTree("{\"a\":{\"type\":1,\"text\":null}}"));

  /** Every place of a valid request, with each of the odd values. */
  @ParameterizedTest
  @EnumSource(AnyRequest.Asked.class)
  void anyValueAnywhereIsReadOrRefused(AnyRequest.Asked asked) {
    JsonNode valid = LabClient.JSON.readTree(asked.valid());
    assertThat(AnyRequest.isRead(asked, bytes(valid))).isTrue();
    int refused = 0;
    for (List<Object> place : places(valid)) {
      for (JsonNode odd : ODD) {
        refused += AnyRequest.isRead(asked, bytes(with(valid, place, odd))) ? 0 : 1;
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  /** What is cut off or flipped is no JSON, mostly. */
  @ParameterizedTest
  @EnumSource(AnyRequest.Asked.class)
  void anyDamageIsReadOrRefused(AnyRequest.Asked asked) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      byte[] body = asked.valid().getBytes(StandardCharsets.UTF_8);
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      AnyRequest.isRead(asked, body);
    }
  }

  private static List<List<Object>> places(JsonNode node) {
    List<List<Object>> places = new ArrayList<>();
    if (node.isObject()) {
      node.properties().forEach(field -> add(places, field.getKey(), field.getValue()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        add(places, i, node.get(i));
      }
    }
    return places;
  }

  private static void add(List<List<Object>> places, Object step, JsonNode value) {
    places.add(List.of(step));
    for (List<Object> below : places(value)) {
      List<Object> place = new ArrayList<>(List.of(step));
      place.addAll(below);
      places.add(place);
    }
  }

  private static JsonNode with(JsonNode node, List<Object> place, JsonNode odd) {
    if (place.isEmpty()) {
      return odd;
    }
    List<Object> below = place.subList(1, place.size());
    if (place.getFirst() instanceof String name) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(field ->
              object.set(
                  field.getKey(),
                  field.getKey().equals(name)
                      ? with(field.getValue(), below, odd)
                      : field.getValue()));
      return object;
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < node.size(); i++) {
      array.add(place.getFirst().equals(i) ? with(node.get(i), below, odd) : node.get(i));
    }
    return array;
  }

  private static byte[] bytes(JsonNode node) {
    return LabClient.JSON.writeValueAsBytes(node);
  }
}
