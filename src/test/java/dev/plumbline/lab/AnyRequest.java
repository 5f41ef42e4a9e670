package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Operation;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.Question;
import dev.plumbline.lab.chat.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whatever a client sends in any wire format is read, or refused in the format's own words. */
final class AnyRequest {
  private static final Dialects DIALECTS = new Dialects();

  /** Where each wire format answers, and a request that is one. */
  @SuppressWarnings("ImmutableEnumChecker") // dialects keep nothing of what they read
  enum Asked {
    OPENAI(Catalogs.GPU, "/chat/completions", extended()),
    AZURE(Platforms.AZURE, "/chat/completions", chat()),
    CLAUDE(
        Catalogs.CLAUDE, "/messages", MessagesWireTest.request(PlatformLab.probe("weather"), 100)),
    INVOKE(
        Platforms.INVOKE,
        "/model/m/invoke",
        PlatformLab.message(
            PlatformLab.probe("weather"), "anthropic_version", "bedrock-2023-05-31")),
    CONVERSE(
        Platforms.CONVERSE,
        "/model/m/converse-stream",
        PlatformLab.converse(PlatformLab.probe("weather"))),
    RAW_PREDICT(
        Platforms.RAW_PREDICT,
        "/publishers/anthropic/models/m:rawPredict",
        PlatformLab.message(
            PlatformLab.probe("weather"), "anthropic_version", "vertex-2023-10-16")),
    GEMINI(
        Platforms.GEMINI,
        "/publishers/google/models/m:generateContent",
        PlatformLab.content(PlatformLab.probe("weather"))),
    SGLANG(
        Platforms.SGLANG,
        "/generate",
        Map.of(
            "text",
            "a",
            "sampling_params",
            Map.of("temperature", 0, "stop", List.of("a")),
            "token_ids_logprob",
            List.of(1),
            "return_logprob",
            true)),
    TGI(
        Platforms.TGI,
        "/",
        Map.of(
            "inputs",
            "a",
            "stream",
            true,
            "parameters",
            Map.of("details", true, "stop", List.of("a"), "top_n_tokens", 5, "seed", 1)));

    private final Dialect dialect;
    private final Operation operation;
    private final String valid;

    Asked(Labels labels, String below, Map<String, Object> valid) {
      Platforms.Platform platform = Platforms.of(labels);
      WireFormat format = platform == null ? WireFormat.OPENAI_CHAT : platform.format();
      String endpoint = platform == null ? "" : platform.path();
      dialect = DIALECTS.of(format, endpoint);
      operation = Objects.requireNonNull(dialect.operation(endpoint, below), below);
      this.valid = LabClient.JSON.writeValueAsString(valid);
    }

    /** A request that is answered. */
    String valid() {
      return valid;
    }
  }

  private AnyRequest() {}

  private static Map<String, Object> chat() {
    Map<String, Object> fields = LabClient.request(Catalogs.GPU, PlatformLab.probe("weather"));
    fields.put("tools", MessagesWireTest.tools("function"));
    fields.put("stop", List.of("a"));
    return fields;
  }

  /** With what serving stacks other than OpenAI's own have added. */
  private static Map<String, Object> extended() {
    Map<String, Object> fields = chat();
    fields.put("prompt_logprobs", 1);
    return fields;
  }

  /** Whether the request was read. */
  static boolean isRead(Asked asked, byte... body) {
    Incoming incoming = new Incoming(asked.operation, Map.of("api-version", "1"), body, _ -> true);
    try {
      Question question = asked.dialect.read(incoming);
      assertThat(question.request().maxTokens())
          .satisfiesAnyOf(most -> assertThat(most).isNull(), most -> assertThat(most).isPositive());
      assertThat(question.request().temperature()).isNotNegative().isFinite();
      return true;
    } catch (RequestException e) {
      refused(asked.dialect, e.problem());
      return false;
    }
  }

  private static void refused(Dialect dialect, Problem problem) {
    ErrorReply reply = dialect.error(problem, "id");
    assertThat(reply.status()).isBetween(400, 499);
    String body = new String(reply.body(), StandardCharsets.UTF_8);
    if (reply.headers().containsKey("Content-Type")) {
      assertThat(body).isNotEmpty();
    } else {
      assertThat(LabClient.JSON.readTree(body).isObject()).as(body).isTrue();
    }
  }
}
