package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import dev.plumbline.lab.model.LanguageModels;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Text Generation Inference. */
class TgiTest {
  private static final String BASE = Platforms.path(Platforms.TGI);
  private static final String GENERATE = BASE + "/generate";
  private static final String STREAM = BASE + "/generate_stream";

  @Test
  void aTextLaidOutAsInTheTrainingIsAnsweredLikeTheConversation() {
    try (PlatformLab lab = new PlatformLab(Platforms.TGI, Catalogs.GPU)) {
      for (Probe probe : PlatformLab.conversations()) {
        JsonNode answer = PlatformLab.json(lab.post(GENERATE, fields(probe, Map.of())));

        assertThat(answer.at("/generated_text").stringValue()).isEqualTo(lab.chatted(probe));
        assertThat(answer.has("details")).isFalse();
      }
    }
  }

  @Test
  void detailsListEveryTokenTheOneThatEndsTheAnswerToo() {
    try (PlatformLab lab = new PlatformLab(Platforms.TGI)) {
      HttpResponse<byte[]> response =
          lab.post(
              GENERATE,
              fields(
                  PlatformLab.probe("capital"),
                  Map.of("details", true, "top_n_tokens", 5, "decoder_input_details", true)));
      JsonNode details = PlatformLab.json(response).get("details");
      JsonNode tokens = details.get("tokens");

      assertThat(details.get("finish_reason").stringValue()).isEqualTo("eos_token");
      assertThat(details.get("seed").isNull()).isTrue();
      assertThat(details.get("generated_tokens").intValue())
          .isEqualTo(tokens.size())
          .isEqualTo(LanguageModels.vocabulary().tokenize("Paris").length + 1);
      JsonNode last = tokens.get(tokens.size() - 1);
      assertThat(last.get("text").stringValue()).isEqualTo("<|end|>");
      assertThat(last.get("special").booleanValue()).isTrue();
      assertThat(tokens.get(0).get("special").booleanValue()).isFalse();
      assertThat(details.get("top_tokens").size()).isEqualTo(tokens.size());
      assertThat(details.at("/top_tokens/0").size()).isEqualTo(5);
      assertThat(details.at("/top_tokens/0/0/id")).isEqualTo(tokens.at("/0/id"));
      assertThat(details.at("/prefill/0/text").stringValue()).isEqualTo("<|begin|>");
      assertThat(details.at("/prefill/0/logprob").isNull()).isTrue();
      assertThat(details.at("/prefill/1/logprob").isNumber()).isTrue();
      assertThat(PlatformLab.header(response, "x-prompt-tokens"))
          .isEqualTo(Integer.toString(details.get("prefill").size()));
      assertThat(PlatformLab.header(response, "x-generated-tokens"))
          .isEqualTo(Integer.toString(tokens.size()));
      assertThat(PlatformLab.header(response, "x-compute-type")).isEqualTo("1-gpu");
      assertThat(PlatformLab.header(response, "x-inference-time")).isEqualTo("0");
    }
  }

  @Test
  void aStreamTellsOneTokenAnEvent() {
    for (String id : new String[] {"thai", "emoji", "bridge"}) {
      try (PlatformLab first = new PlatformLab(Platforms.TGI);
          PlatformLab second = new PlatformLab(Platforms.TGI)) {
        Map<String, Object> fields =
            fields(PlatformLab.probe(id), Map.of("details", true, "top_n_tokens", 2));
        JsonNode whole = PlatformLab.json(first.post(GENERATE, fields));
        HttpResponse<byte[]> response = second.post(STREAM, fields);
        List<JsonNode> events =
            PlatformLab.events(response).stream().map(LabClient.JSON::readTree).toList();

        assertThat(PlatformLab.text(response)).startsWith("data:{\"index\":1,");
        assertThat(events.stream().map(event -> event.get("token")).toList())
            .isEqualTo(whole.at("/details/tokens").valueStream().toList());
        assertThat(events.stream().map(event -> event.get("top_tokens")).toList())
            .isEqualTo(whole.at("/details/top_tokens").valueStream().toList());
        JsonNode last = events.getLast();
        assertThat(last.get("generated_text")).isEqualTo(whole.get("generated_text"));
        assertThat(last.at("/details/finish_reason").stringValue()).isEqualTo("eos_token");
        assertThat(last.at("/details/input_length").intValue()).isPositive();
        assertThat(events.subList(0, events.size() - 1))
            .allMatch(
                event -> event.get("generated_text").isNull() && event.get("details").isNull());
        assertThat(
                events.stream()
                    .filter(event -> !event.at("/token/special").booleanValue())
                    .map(event -> event.at("/token/text").stringValue())
                    .collect(Collectors.joining()))
            .isEqualTo(whole.get("generated_text").stringValue());
      }
    }
  }

  @Test
  void anAnswerSaysWhyItEnded() {
    try (PlatformLab lab = new PlatformLab(Platforms.TGI)) {
      Probe tides = PlatformLab.probe("tides");
      JsonNode cut =
          PlatformLab.json(
              lab.post(GENERATE, fields(tides, Map.of("details", true, "max_new_tokens", 2))));
      assertThat(cut.at("/details/finish_reason").stringValue()).isEqualTo("length");

      JsonNode stopped =
          PlatformLab.json(
              lab.post(GENERATE, fields(tides, Map.of("details", true, "stop", List.of(" are")))));
      assertThat(stopped.at("/details/finish_reason").stringValue()).isEqualTo("stop_sequence");
      assertThat(stopped.at("/generated_text").stringValue()).isEqualTo("The tides are");
    }
  }

  @Test
  void drawsAreAFunctionOfTheSeed() {
    try (PlatformLab lab = new PlatformLab(Platforms.TGI)) {
      Map<String, Object> fields =
          fields(
              PlatformLab.probe("bridge"),
              Map.of("details", true, "do_sample", true, "temperature", 3, "seed", 7));
      JsonNode first = PlatformLab.json(lab.post(GENERATE, fields));

      assertThat(PlatformLab.json(lab.post(GENERATE, fields))).isEqualTo(first);
      assertThat(first.at("/details/seed").intValue()).isEqualTo(7);
      assertThat(first.at("/generated_text").stringValue())
          .isNotEqualTo(PlatformLab.probe("bridge").example());
    }
  }

  @Test
  void theRootAnswersInAListAndTheFullTextBeginsWithThePrompt() {
    try (PlatformLab lab = new PlatformLab(Platforms.TGI)) {
      Map<String, Object> fields =
          fields(PlatformLab.probe("capital"), Map.of("return_full_text", true));
      for (String path : new String[] {BASE, BASE + "/"}) {
        assertThat(PlatformLab.json(lab.post(path, fields)).at("/0/generated_text").stringValue())
            .isEqualTo(fields.get("inputs") + "Paris");
      }
      fields.put("stream", true);
      assertThat(PlatformLab.events(lab.post(BASE, fields)).getLast())
          .contains("\"generated_text\":\"<|begin|>");
    }
  }

  @Test
  void aServerTellsWhatItServes() {
    try (PlatformLab lab = new PlatformLab(Platforms.TGI)) {
      JsonNode info = PlatformLab.json(lab.send("GET", BASE + "/info", ""));

      assertThat(info.get("model_id").stringValue()).isEqualTo("quill");
      assertThat(info.get("max_total_tokens").intValue()).isEqualTo(4_000);
      assertThat(lab.send("POST", BASE + "/info", "").statusCode()).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'inputs':''}                               | `inputs` cannot be empty",
        "{'inputs':'a','parameters':{'temperature':0}} | `temperature` must be strictly positive",
        "{'inputs':'a','parameters':{'top_p':1.0}}   | `top_p` must be > 0.0 and < 1.0",
        "{'inputs':'a','parameters':{'top_k':0}}     | `top_k` must be strictly positive",
        "{'inputs':'a','parameters':{'top_n_tokens':6}} | top_n_tokens",
        "{'inputs':'a','parameters':{'best_of':2}}   | best_of",
        "{'inputs':'a','parameters':{'max_new_tokens':0}} | `max_new_tokens` must be strictly",
        "{'inputs':'a','parameters':{'stop':['']}}   | `stop`",
        "{'inputs':'a','parameters':{'stop':['1','2','3','4','5']}} | up to 4 stop sequences. Given: 5",
        "{'inputs':'a','parameters':{'max_new_tokens':4000}} | must be <= 4000. Given: 1 `inputs`",
      })
  void whatIsNotValidIsRefused(String body, String message) {
    try (PlatformLab lab = new PlatformLab(Platforms.TGI)) {
      HttpResponse<byte[]> response = lab.send("POST", GENERATE, body.replace('\'', '"'));

      assertThat(response.statusCode()).isEqualTo(422);
      JsonNode error = PlatformLab.json(response);
      assertThat(error.get("error_type").stringValue()).isEqualTo("validation");
      assertThat(error.get("error").stringValue())
          .startsWith("Input validation error: ")
          .contains(message);
    }
  }

  @Test
  void whatIsNoRequestIsRefusedInPlainText() {
    try (PlatformLab lab = new PlatformLab(Platforms.TGI)) {
      assertThat(lab.send("POST", GENERATE, "{"))
          .returns(400, HttpResponse::statusCode)
          .returns(
              "text/plain; charset=utf-8",
              response -> PlatformLab.header(response, "content-type"));
      assertThat(lab.send("POST", GENERATE, "{}"))
          .returns(422, HttpResponse::statusCode)
          .satisfies(response ->
              assertThat(PlatformLab.text(response)).contains("missing field `inputs`"));
      assertThat(lab.send("POST", BASE + "/other", "{}").statusCode()).isEqualTo(404);
      assertThat(lab.send("GET", GENERATE, "").statusCode()).isEqualTo(405);
      Map<String, Object> fields =
          fields(PlatformLab.probe("capital"), Map.of("decoder_input_details", true));
      assertThat(PlatformLab.text(lab.post(STREAM, fields)))
          .contains("is not supported when streaming tokens");
      fields.put("inputs", "1".repeat(5_000));
      assertThat(PlatformLab.text(lab.post(GENERATE, fields)))
          .contains("`inputs` must have less than 4000 tokens. Given: 5000");
    }
  }

  /** 424 and 500; 200 requests at 20 %: 40 expected, four standard deviations are 23. */
  @Test
  void nowAndThenAServerFails() {
    LabSettings settings =
        new LabSettings(0, 3, 0, 0, 0.2, 100_000, Accelerators.USUAL, null, 1_000);
    try (PlatformLab lab = new PlatformLab(settings, Platforms.TGI)) {
      Map<String, Object> fields = fields(PlatformLab.probe("capital"), Map.of());
      List<HttpResponse<byte[]>> failed =
          LabClient.inParallel(200, _ -> lab.post(GENERATE, fields)).stream()
              .filter(response -> response.statusCode() != 200)
              .toList();

      assertThat(failed).hasSizeBetween(17, 63);
      assertThat(failed)
          .allSatisfy(response -> {
            boolean generation = response.statusCode() == 424;
            assertThat(PlatformLab.json(response).get("error_type").stringValue())
                .isEqualTo(generation ? "generation" : "incomplete_generation");
          });
    }
  }

  private static Map<String, Object> fields(Probe probe, Map<String, Object> parameters) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("max_new_tokens", 200);
    all.putAll(parameters);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("inputs", PlatformLab.laidOut(probe));
    fields.put("parameters", all);
    return fields;
  }
}
