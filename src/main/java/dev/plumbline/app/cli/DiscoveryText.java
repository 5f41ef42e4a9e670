package dev.plumbline.app.cli;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Words;
import dev.plumbline.probe.Discovery;
import dev.plumbline.probe.Discovery.Finding;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.topic.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What discovery found, for people, and as lines to put into the catalog. */
final class DiscoveryText {
  private static final List<String> ECHOING_HEADERS =
      List.of(
          "x-served-by", "x-compute-type", "anthropic-organization-id", "openai-processing-pool");
  private static final List<String> ECHOING_FIELDS =
      List.of(
          "/system_fingerprint",
          "/modelVersion",
          "/meta_info/weight_version",
          "/usage/inference_geo",
          "/usage/service_tier",
          "/trace/promptRouter/invokedModelId");

  private DiscoveryText() {}

  /** One line as it is found. */
  static String line(Target target, Finding finding) {
    @Nullable Capability capability = finding.capability();
    String what = capability == null ? "an answer" : Words.of(capability);
    String said =
        switch (finding.verdict()) {
          case SHOWN -> "yes";
          case TAKEN -> "taken; no answer shows whether it is heeded";
          case ABSENT -> "no: not in this wire format";
          case IGNORED -> "no: taken, and nothing of it came back";
          case REFUSED, UNKNOWN -> "no: " + ExchangeText.outcome(finding.exchange().outcome());
        };
    String remedy =
        capability == null
            ? Remedies.of(target, finding.exchange().outcome())
                .map(text -> "%n%-16s %s".formatted("", text))
                .orElse("")
            : "";
    return "%-16s %s%s".formatted(what, said, remedy);
  }

  /** What contexts are measured in. */
  static String tokensPerWord(OptionalDouble measured) {
    return measured.isPresent()
        ? String.format(Locale.ROOT, "%-16s %.2f", "tokens per word", measured.getAsDouble())
        : "%-16s unknown: the target does not count the tokens of a prompt"
            .formatted("tokens per word");
  }

  /** Lines for the target in fleet.yaml; a token a word is what holds if nothing is said. */
  static String catalog(List<Finding> findings, OptionalDouble tokensPerWord) {
    String ratio = String.format(Locale.ROOT, "%.2f", tokensPerWord.orElse(1));
    return ratio.equals("1.00")
        ? catalog(findings)
        : catalog(findings) + "%nrequest: {tokens-per-word: %s}".formatted(ratio);
  }

  private static String catalog(List<Finding> findings) {
    Set<Capability> capabilities = Discovery.capabilities(findings);
    String identity =
        echoes(findings.getFirst()).entrySet().stream()
            .map(echo ->
                "%n    - {%s, expected: '%s'}".formatted(echo.getKey(), quoted(echo.getValue())))
            .collect(Collectors.joining());
    return "capabilities: [%s]%s"
        .formatted(
            capabilities.stream().map(Words::of).collect(Collectors.joining(", ")),
            identity.isEmpty() ? "" : "%nidentity:".formatted() + identity);
  }

  /** What the answer says of who gave it, by the catalog's word for the place. */
  private static Map<String, String> echoes(Finding plain) {
    Map<String, String> echoes = new LinkedHashMap<>();
    RawResponse response = plain.exchange().response();
    if (response != null) {
      for (String header : ECHOING_HEADERS) {
        response.headers().getOrDefault(header, List.of()).stream()
            .findFirst()
            .ifPresent(value -> echoes.put("header: " + header, value));
      }
      JsonNode body = json(response);
      for (String field : ECHOING_FIELDS) {
        String value = body.at(field).asString("");
        if (!value.isEmpty()) {
          echoes.put("field: " + field, value);
        }
      }
    }
    return echoes;
  }

  private static JsonNode json(RawResponse response) {
    try {
      return Json.MAPPER.readTree(response.body());
    } catch (JacksonException e) {
      return Json.MAPPER.missingNode();
    }
  }

  /** The value itself as a regular expression within single quotes of YAML. */
  private static String quoted(String value) {
    return value.replaceAll("([\\\\.*+?^$(){}|\\[\\]])", "\\\\$1").replace("'", "''");
  }
}
