package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.model.LanguageModels;
import dev.plumbline.lab.model.TokenSequence;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** SGLang's own format. */
class SglangTest {
  private static final String GENERATE = Platforms.path(Platforms.SGLANG) + "/generate";

  @Test
  void aTextLaidOutAsInTheTrainingIsAnsweredLikeTheConversation() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG, Catalogs.GPU)) {
      for (Probe probe : PlatformLab.conversations()) {
        assertThat(PlatformLab.json(lab.post(GENERATE, fields(probe))).at("/text").stringValue())
            .as(probe.id())
            .isEqualTo(lab.chatted(probe));
      }
    }
  }

  @Test
  void idsAreAnsweredLikeTheirText() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      Map<String, Object> fields = fields("capital");
      JsonNode byText = PlatformLab.json(lab.post(GENERATE, fields));
      TokenSequence ids =
          LanguageModels.vocabulary().laidOut(PlatformLab.laidOut(PlatformLab.probe("capital")));
      fields.remove("text");
      fields.put("input_ids", IntStream.range(0, ids.length()).map(ids::id).boxed().toList());
      JsonNode byIds = PlatformLab.json(lab.post(GENERATE, fields));

      assertThat(byIds.at("/output_ids")).isEqualTo(byText.at("/output_ids"));
      assertThat(byIds.at("/meta_info/prompt_tokens").intValue()).isEqualTo(ids.length());
    }
  }

  @Test
  void everyTokenIsListedTheOneThatEndsTheAnswerToo() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      Map<String, Object> fields = fields("capital");
      fields.put("rid", "mine");
      fields.put("return_text_in_logprobs", true);
      JsonNode answer = PlatformLab.json(lab.post(GENERATE, fields));
      JsonNode meta = answer.get("meta_info");
      JsonNode listed = meta.get("output_token_logprobs");

      assertThat(answer.at("/text").stringValue()).isEqualTo("Paris");
      assertThat(meta.get("id").stringValue()).isEqualTo("mine");
      assertThat(meta.at("/finish_reason/type").stringValue()).isEqualTo("stop");
      assertThat(meta.at("/finish_reason/matched").intValue())
          .isEqualTo(LanguageModels.vocabulary().end());
      assertThat(meta.get("weight_version").stringValue()).isEqualTo("fp_quill.own.gpu.sglang");
      assertThat(meta.get("completion_tokens").intValue())
          .isEqualTo(listed.size())
          .isEqualTo(answer.get("output_ids").size())
          .isEqualTo(LanguageModels.vocabulary().tokenize("Paris").length + 1);
      assertThat(listed.get(listed.size() - 1).get(2).stringValue()).isEqualTo("<|end|>");
      assertThat(meta.get("output_top_logprobs").size()).isEqualTo(listed.size());
      assertThat(meta.at("/output_top_logprobs/0").size()).isEqualTo(5);
      assertThat(meta.at("/output_top_logprobs/0/0")).isEqualTo(listed.get(0));
      assertThat(meta.get("input_token_logprobs").isEmpty()).isTrue();
    }
  }

  /** Tokens that are listed anyway are told alike; any other is less probable than all these. */
  @Test
  void tokensAskedForAreListedWhateverTheyAre() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      Map<String, Object> fields = fields("photosynthesis");
      fields.put("top_logprobs_num", 40);
      JsonNode plain = PlatformLab.json(lab.post(GENERATE, fields)).get("meta_info");
      int listed = plain.at("/output_top_logprobs/0/3/1").intValue();
      int rare = LanguageModels.vocabulary().tokenize("ฎ")[0];
      fields.put("token_ids_logprob", List.of(listed, rare));
      JsonNode meta = PlatformLab.json(lab.post(GENERATE, fields)).get("meta_info");

      JsonNode asked = meta.get("output_token_ids_logprobs");
      assertThat(meta.get("output_token_logprobs")).isEqualTo(plain.get("output_token_logprobs"));
      assertThat(asked.size()).isEqualTo(meta.get("completion_tokens").intValue());
      assertThat(asked.get(0).get(0)).isEqualTo(plain.at("/output_top_logprobs/0/3"));
      double least = plain.at("/output_top_logprobs/0/39/0").doubleValue();
      assertThat(asked.get(0).get(1).get(0).doubleValue()).isLessThanOrEqualTo(least);
      assertThat(asked.get(0).get(1).get(1).intValue()).isEqualTo(rare);
    }
  }

  /** What the prompt's last token leaves is what the answer's first is drawn from. */
  @Test
  void thePromptsTokensAreListedFromWhereAskedFor() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      Map<String, Object> fields = fields("capital");
      fields.put("logprob_start_len", 0);
      JsonNode answer = PlatformLab.json(lab.post(GENERATE, fields));
      JsonNode meta = answer.get("meta_info");
      int prompt = meta.get("prompt_tokens").intValue();
      assertThat(meta.get("input_token_logprobs").size()).isEqualTo(prompt);
      assertThat(meta.at("/input_token_logprobs/0/0").isNull()).isTrue();
      assertThat(meta.at("/input_top_logprobs/0").isNull()).isTrue();
      assertThat(meta.at("/input_top_logprobs/1").size()).isEqualTo(5);

      fields.put("logprob_start_len", prompt - 2);
      JsonNode last = PlatformLab.json(lab.post(GENERATE, fields)).get("meta_info");
      assertThat(last.get("input_token_logprobs").valueStream().toList())
          .isEqualTo(meta.get("input_token_logprobs").valueStream().skip(prompt - 2L).toList());

      // The answer read as a prompt: the same expectations, computed in one piece.
      String longer = fields.get("text") + "Paris";
      fields.put("text", longer);
      fields.put("logprob_start_len", prompt);
      JsonNode read = PlatformLab.json(lab.post(GENERATE, fields)).get("meta_info");
      assertThat(read.at("/input_token_logprobs/0/0").doubleValue())
          .isCloseTo(meta.at("/output_token_logprobs/0/0").doubleValue(), within(0.05));
    }
  }

  @Test
  void aStreamTellsEverythingEachTime() {
    for (String id : new String[] {"thai", "emoji", "bridge"}) {
      try (PlatformLab first = new PlatformLab(Platforms.SGLANG);
          PlatformLab second = new PlatformLab(Platforms.SGLANG)) {
        Map<String, Object> fields = fields(id);
        JsonNode whole = PlatformLab.json(first.post(GENERATE, fields));
        fields.put("stream", true);
        List<String> events = PlatformLab.events(second.post(GENERATE, fields));

        assertThat(events.getLast()).isEqualTo("[DONE]");
        List<JsonNode> parts =
            events.subList(0, events.size() - 1).stream().map(LabClient.JSON::readTree).toList();
        assertThat(parts.getLast()).isEqualTo(whole);
        for (int i = 0; i < parts.size(); i++) {
          assertThat(whole.at("/text").stringValue())
              .startsWith(parts.get(i).at("/text").stringValue());
          assertThat(parts.get(i).at("/meta_info/completion_tokens").intValue()).isEqualTo(i + 1);
          assertThat(parts.get(i).at("/meta_info/finish_reason").isNull())
              .isEqualTo(i < parts.size() - 1);
        }
      }
    }
  }

  @Test
  void anAnswerSaysWhyItEndedAndWithoutBeingAskedListsNothing() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      Map<String, Object> fields = fields("tides");
      fields.put("return_logprob", false);
      fields.put("sampling_params", Map.of("temperature", 0, "max_new_tokens", 3));
      JsonNode cut = PlatformLab.json(lab.post(GENERATE, fields)).get("meta_info");
      assertThat(cut.at("/finish_reason"))
          .isEqualTo(LabClient.JSON.readTree("{\"type\":\"length\",\"length\":3}"));
      assertThat(cut.has("output_token_logprobs")).isFalse();

      fields.put("sampling_params", Map.of("temperature", 0, "stop", " are"));
      JsonNode stopped = PlatformLab.json(lab.post(GENERATE, fields));
      assertThat(stopped.at("/text").stringValue()).isEqualTo("The tides");
      assertThat(stopped.at("/meta_info/finish_reason/matched").stringValue()).isEqualTo(" are");
    }
  }

  @Test
  void aRankPicksTheServer() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      Map<String, Object> fields = fields("capital");
      fields.put("routed_dp_rank", 2);
      lab.post(GENERATE, fields);
      assertThat(lab.fleet().truths().all()).extracting(Truth::server).containsExactly("sglang-2");

      fields.put("routed_dp_rank", 3);
      assertThat(lab.post(GENERATE, fields).statusCode()).isEqualTo(400);
    }
  }

  /** The pool's name shows a misrouted session; who lays out the prompt loses no turns. */
  @Test
  void faultsSpoilWhatTheServerDoes() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      Map<String, Object> fields = fields("capital");
      lab.fleet().inject(fault(FaultKind.LOST_TURNS));
      lab.fleet().inject(fault(FaultKind.CHAT_TEMPLATE));
      JsonNode healthy = PlatformLab.json(lab.post(GENERATE, fields));
      assertThat(healthy.at("/text").stringValue()).isEqualTo("Paris");
      assertThat(lab.fleet().truths().all().getLast().faults()).isEmpty();

      lab.fleet().inject(fault(FaultKind.MISROUTE));
      assertThat(
              PlatformLab.json(lab.post(GENERATE, fields))
                  .at("/meta_info/weight_version")
                  .stringValue())
          .isEqualTo("fp_quill.own.gpu.sglang-1m");
      assertThat(lab.fleet().truths().all().getLast().hitBy(FaultKind.MISROUTE)).isTrue();
    }
  }

  private static Fault fault(FaultKind kind) {
    return new Fault(kind, Slice.leaf(Platforms.SGLANG), 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                        | JSON decode error",
        "{}                       | Either text, input_ids",
        "{'text':''}              | Either text, input_ids",
        "{'text':'a','input_ids':[1]} | Either text, input_ids",
        "{'text':['a']}           | text must be a string",
        "{'input_ids':[]}         | Either text, input_ids",
        "{'input_ids':[4096]}     | must be token ids from 0 to 4095",
        "{'input_ids':[-1]}       | must be token ids",
        "{'text':'a','token_ids_logprob':['a']} | must be token ids",
        "{'text':'a','logprob_start_len':1} | higher than the number of input tokens 1",
        "{'text':'a','top_logprobs_num':-1} | top_logprobs_num",
        "{'text':'a','sampling_params':[]} | must be an object",
        "{'text':'a','sampling_params':{'temperature':-1}} | must be non-negative, got -1.0",
        "{'text':'a','sampling_params':{'top_p':0}} | must be in (0, 1], got 0.0",
        "{'text':'a','sampling_params':{'top_k':0}} | must be -1 (disable) or at least 1, got 0",
        "{'text':'a','sampling_params':{'max_new_tokens':0}} | at least 1, got 0",
        "{'text':'a','sampling_params':{'n':2}} | must be 1",
        "{'text':'a','sampling_params':{'stop':[1]}} | a text or a list of texts",
        "{'text':'a','sampling_params':{'max_new_tokens':4000}} | maximum context length of 4000",
      })
  void whatIsNoRequestIsRefused(String body, String message) {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      HttpResponse<byte[]> response = lab.send("POST", GENERATE, body.replace('\'', '"'));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(PlatformLab.json(response).at("/error/message").stringValue()).contains(message);
    }
  }

  @Test
  void whatIsElsewhereIsSaidSoByTheWebFramework() {
    try (PlatformLab lab = new PlatformLab(Platforms.SGLANG)) {
      String base = Platforms.path(Platforms.SGLANG);
      assertThat(PlatformLab.text(lab.send("POST", base + "/other", "{}")))
          .isEqualTo("{\"detail\":\"Not Found\"}");
      assertThat(lab.send("GET", GENERATE, "").statusCode()).isEqualTo(405);
      assertThat(
              PlatformLab.json(lab.send("GET", base + "/get_model_info", ""))
                  .get("model_path")
                  .stringValue())
          .isEqualTo("quill");
      Map<String, Object> fields = fields("capital");
      fields.put("text", "1".repeat(5_000));
      assertThat(PlatformLab.text(lab.post(GENERATE, fields)))
          .contains("The input (5000 tokens) is longer than the model's context length (4000");
    }
  }

  private static Map<String, Object> fields(String probe) {
    return fields(PlatformLab.probe(probe));
  }

  private static Map<String, Object> fields(Probe probe) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", PlatformLab.laidOut(probe));
    fields.put("sampling_params", new HashMap<>(Map.of("temperature", 0, "max_new_tokens", 200)));
    fields.put("return_logprob", true);
    fields.put("top_logprobs_num", 5);
    return fields;
  }
}
