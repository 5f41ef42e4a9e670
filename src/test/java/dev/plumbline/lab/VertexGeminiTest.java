package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Probe;
import dev.plumbline.lab.model.LanguageModels;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Vertex AI's generateContent. */
class VertexGeminiTest {
  private static final String MODELS =
      Platforms.path(Platforms.GEMINI) + "/publishers/google/models/";
  private static final String WHOLE = MODELS + "quill-001:generateContent";
  private static final String STREAM = MODELS + "quill-001:streamGenerateContent";

  @Test
  void aWholeAnswerListsItsTokensWithTheirIds() {
    try (PlatformLab lab = new PlatformLab(Platforms.GEMINI)) {
      JsonNode answer =
          PlatformLab.json(
              lab.post(WHOLE, PlatformLab.content(PlatformLab.probe("photosynthesis"))));
      JsonNode candidate = answer.at("/candidates/0");
      JsonNode chosen = candidate.at("/logprobsResult/chosenCandidates");

      assertThat(candidate.at("/finishReason").stringValue()).isEqualTo("STOP");
      assertThat(candidate.at("/content/role").stringValue()).isEqualTo("model");
      assertThat(
              chosen
                  .valueStream()
                  .map(token -> token.get("token").stringValue())
                  .collect(Collectors.joining()))
          .isEqualTo(candidate.at("/content/parts/0/text").stringValue());
      assertThat(chosen.size())
          .isEqualTo(answer.at("/usageMetadata/candidatesTokenCount").intValue());
      assertThat(chosen)
          .allSatisfy(token ->
              assertThat(LanguageModels.vocabulary().shown(token.get("tokenId").intValue()))
                  .isEqualTo(token.get("token").stringValue()));
      assertThat(candidate.at("/avgLogprobs").doubleValue())
          .isCloseTo(
              chosen
                  .valueStream()
                  .mapToDouble(token -> token.get("logProbability").doubleValue())
                  .average()
                  .orElseThrow(),
              within(1e-6));
      JsonNode top = candidate.at("/logprobsResult/topCandidates");
      assertThat(top.size()).isEqualTo(chosen.size());
      assertThat(top).allSatisfy(step -> assertThat(step.at("/candidates").size()).isBetween(1, 5));
      assertThat(answer.at("/modelVersion").stringValue()).isEqualTo("quill-001");
      assertThat(answer.at("/responseId").stringValue()).hasSize(22);
      assertThat(answer.at("/createTime").stringValue()).isEqualTo("2026-01-01T00:00:00Z");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?alt=sse", ""})
  void aStreamCarriesTheSameAnswerInEitherFraming(String query) {
    for (Probe probe : Catalogs.PROBES) {
      try (PlatformLab first = new PlatformLab(Platforms.GEMINI);
          PlatformLab second = new PlatformLab(Platforms.GEMINI)) {
        JsonNode whole = PlatformLab.json(first.post(WHOLE, PlatformLab.content(probe)));
        HttpResponse<byte[]> response = second.post(STREAM + query, PlatformLab.content(probe));
        List<JsonNode> parts =
            query.isEmpty()
                ? PlatformLab.json(response).valueStream().toList()
                : PlatformLab.events(response).stream().map(LabClient.JSON::readTree).toList();

        assertThat(PlatformLab.header(response, "content-type"))
            .startsWith(query.isEmpty() ? "application/json" : "text/event-stream");
        assertThat(
                parts.stream()
                    .map(part -> part.at("/candidates/0/content/parts/0/text").asString(""))
                    .collect(Collectors.joining()))
            .isEqualTo(whole.at("/candidates/0/content/parts/0/text").stringValue());
        assertThat(
                parts.stream()
                    .flatMap(part ->
                        part.at("/candidates/0/logprobsResult/chosenCandidates").valueStream())
                    .toList())
            .isEqualTo(
                whole.at("/candidates/0/logprobsResult/chosenCandidates").valueStream().toList());
        assertThat(parts.getLast().at("/usageMetadata")).isEqualTo(whole.at("/usageMetadata"));
        assertThat(parts.getLast().at("/candidates/0/finishReason").stringValue())
            .isEqualTo("STOP");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parametersJsonSchema", "parameters"})
  void functionsAreCalledWhateverTheirSchema(String field) {
    try (PlatformLab lab = new PlatformLab(Platforms.GEMINI)) {
      Map<String, Object> fields = PlatformLab.content(Catalogs.TOOL_PROBE);
      String body = LabClient.JSON.writeValueAsString(fields);
      String asked =
          field.equals("parameters")
              ? body.replace("parametersJsonSchema", field)
                  .replace("\"object\"", "\"OBJECT\"")
                  .replace("\"string\"", "\"STRING\"")
              : body;

      JsonNode whole = PlatformLab.json(lab.send("POST", WHOLE, asked));
      JsonNode call = whole.at("/candidates/0/content/parts/0/functionCall");
      assertThat(call.at("/name").stringValue()).isEqualTo("get_weather");
      assertThat(call.at("/args")).isEqualTo(PlatformLab.arguments());
      JsonNode last =
          LabClient.JSON.readTree(
              PlatformLab.events(lab.send("POST", STREAM + "?alt=sse", asked)).getLast());
      assertThat(last.at("/candidates/0/content/parts/0/functionCall")).isEqualTo(call);
    }
  }

  /** Protocol buffers read both names of a field. */
  @Test
  void fieldsMayBeNamedAsDeclared() {
    try (PlatformLab lab = new PlatformLab(Platforms.GEMINI)) {
      JsonNode answer =
          PlatformLab.json(
              lab.send(
                  "POST",
                  WHOLE,
                  """
                  {"contents":[{"role":"user","parts":[{"text":"Name the capital of France."}]}],
                   "generation_config":{"temperature":0,"max_output_tokens":2,"top_k":1}}\
                  """));

      assertThat(answer.at("/candidates/0/finishReason").asString("")).isEqualTo("MAX_TOKENS");
      assertThat(answer.at("/candidates/0/logprobsResult").isMissingNode()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                      | Invalid JSON payload",
        "{}                     | at least one contents field",
        "{'contents':[C],'n':1} | Unknown name \"n\": Cannot find field.",
        "{'contents':[C],'generationConfig':{'n':1}} | Unknown name \"n\" at 'generation_config'",
        "{'contents':[{'role':'system','parts':[{'text':'a'}]}]} | use a valid role",
        "{'contents':[{'role':'user','parts':[]}]} | at least one parts field",
        "{'contents':[{'role':'user','parts':[{'inlineData':{}}]}]} | reads text alone",
        "{'contents':[C],'generationConfig':{'temperature':3}} | temperature value of 3",
        "{'contents':[C],'generationConfig':{'topP':2}} | topP value of 2",
        "{'contents':[C],'generationConfig':{'topK':0}} | topK value of 0",
        "{'contents':[C],'generationConfig':{'maxOutputTokens':0}} | maxOutputTokens value of 0",
        "{'contents':[C],'generationConfig':{'candidateCount':2}} | candidateCount value of 2",
        "{'contents':[C],'generationConfig':{'responseLogprobs':true,'logprobs':21}} | value of 21",
        "{'contents':[C],'generationConfig':{'logprobs':5}} | responseLogprobs",
        "{'contents':[C],'generationConfig':{'stopSequences':['']}} | at most 5 texts",
        "{'contents':[C],'tools':[{'functionDeclarations':[{'name':'1'}]}]} | function name",
        "{'contents':[C],'tools':[{'googleSearch':{}}]} | no tools but functions",
        "{'contents':[C],'toolConfig':{'functionCallingConfig':{'mode':'ANY'}}} | AUTO or NONE",
      })
  void whatIsNoRequestIsRefused(String body, String message) {
    String content = "{'role':'user','parts':[{'text':'a'}]}";
    try (PlatformLab lab = new PlatformLab(Platforms.GEMINI)) {
      HttpResponse<byte[]> response =
          lab.send("POST", WHOLE, body.replace("C]", content + "]").replace('\'', '"'));

      assertThat(response.statusCode()).isEqualTo(400);
      JsonNode error = PlatformLab.json(response).get("error");
      assertThat(error.get("status").stringValue()).isEqualTo("INVALID_ARGUMENT");
      assertThat(error.get("message").stringValue()).contains(message);
    }
  }

  @Test
  void tooLongPromptsAndUnknownModelsAreRefused() {
    try (PlatformLab lab = new PlatformLab(Platforms.GEMINI)) {
      Map<String, Object> fields = PlatformLab.content(PlatformLab.probe("capital"));
      assertThat(
              PlatformLab.json(lab.post(MODELS + "other:generateContent", fields))
                  .at("/error/message")
                  .stringValue())
          .startsWith("Publisher Model `other` was not found");
      fields.put(
          "contents",
          List.of(Map.of("role", "user", "parts", List.of(Map.of("text", "1".repeat(5_000))))));
      HttpResponse<byte[]> response = lab.post(WHOLE, fields);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(PlatformLab.text(response))
          .contains("the input token count is 5004 but model only supports up to 4000");
    }
  }
}
