package dev.plumbline.score;

import dev.plumbline.catalog.IdentityEcho;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.wire.AwsEventDocuments;
import dev.plumbline.topic.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads what a response says of who served it. */
final class EchoedIdentity {
  private static final Pattern EVENT_END = Pattern.compile("(?>\\R){2}");
  private static final String DATA = "data:";

  private EchoedIdentity() {}

  /** The values echoed; none where the response holds none, several for a repeated header. */
  static List<String> values(IdentityEcho echo, RawResponse response) {
    return switch (echo) {
      case IdentityEcho.Header(String name, _) ->
          response.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
      case IdentityEcho.Field(String pointer, _) -> field(JsonPointer.compile(pointer), response);
      case IdentityEcho.Body(String regex, _) -> match(Pattern.compile(regex), body(response));
    };
  }

  /**
   * Where a response streams, servers fill some fields only in some chunks: the last one counts.
   */
  private static List<String> field(JsonPointer pointer, RawResponse response) {
    return documents(response)
        .map(EchoedIdentity::parse)
        .map(document -> document.at(pointer))
        .filter(value -> value.isValueNode() && !value.isNull())
        .map(JsonNode::asString)
        .reduce((_, last) -> last)
        .stream()
        .toList();
  }

  /** The body itself, or the data of each event. */
  private static Stream<String> documents(RawResponse response) {
    if (AwsEventDocuments.are(response)) {
      return AwsEventDocuments.of(response).stream();
    }
    String body = body(response);
    if (body.stripLeading().startsWith("{")) {
      return Stream.of(body);
    }
    return EVENT_END.splitAsStream(body).map(EchoedIdentity::data);
  }

  private static String data(String event) {
    return String.join(
        "\n",
        event
            .lines()
            .filter(line -> line.startsWith(DATA))
            .map(line -> line.substring(DATA.length()))
            .toList());
  }

  /** What is not JSON, such as {@code [DONE]} or a chunk we cut, says nothing. */
  private static JsonNode parse(String document) {
    try {
      return Json.MAPPER.readTree(document);
    } catch (JacksonException _) {
      return Json.MAPPER.missingNode();
    }
  }

  private static List<String> match(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    if (!matcher.find()) {
      return List.of();
    }
    return Stream.of(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1))
        .filter(Objects::nonNull)
        .toList();
  }

  /** As text; of an AWS event stream its documents, a line each, without their frames. */
  private static String body(RawResponse response) {
    if (AwsEventDocuments.are(response)) {
      return String.join("\n", AwsEventDocuments.of(response));
    }
    return response.base64()
        ? new String(Base64.getDecoder().decode(response.body()), StandardCharsets.UTF_8)
        : response.body();
  }
}
