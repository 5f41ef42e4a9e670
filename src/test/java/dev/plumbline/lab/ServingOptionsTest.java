package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.model.LanguageModels;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What vLLM, SGLang and TensorRT-LLM add to OpenAI's chat. */
class ServingOptionsTest {
  private static final String CHAT = Catalogs.path(Catalogs.GPU) + "/chat/completions";

  @Test
  void tokenIdsOfPromptAndAnswerAreTold() {
    try (PlatformLab lab = new PlatformLab(Catalogs.GPU)) {
      Map<String, Object> fields = fields("photosynthesis");
      fields.put("return_token_ids", true);
      JsonNode whole = PlatformLab.json(lab.post(CHAT, fields));

      JsonNode ids = whole.at("/choices/0/token_ids");
      JsonNode listed = whole.at("/choices/0/logprobs/content");
      assertThat(ids.size()).isEqualTo(listed.size()).isGreaterThan(10);
      IntStream.range(0, ids.size())
          .forEach(i ->
              assertThat(LanguageModels.vocabulary().shown(ids.get(i).intValue()))
                  .isEqualTo(listed.at("/%d/token".formatted(i)).stringValue()));
      assertThat(whole.at("/prompt_token_ids").size())
          .isEqualTo(whole.at("/usage/prompt_tokens").intValue());

      fields.put("stream", true);
      List<JsonNode> chunks = chunks(lab.post(CHAT, fields));
      assertThat(chunks.getFirst().at("/prompt_token_ids"))
          .isEqualTo(whole.at("/prompt_token_ids"));
      assertThat(
              chunks.stream()
                  .flatMap(chunk -> chunk.at("/choices/0/token_ids").valueStream())
                  .toList())
          .isEqualTo(ids.valueStream().toList());
    }
  }

  @Test
  void listedTokensMayBeShownByTheirIds() {
    try (PlatformLab lab = new PlatformLab(Catalogs.GPU)) {
      Map<String, Object> fields = fields("capital");
      fields.put("return_token_ids", true);
      fields.put("return_tokens_as_token_ids", true);
      JsonNode choice = PlatformLab.json(lab.post(CHAT, fields)).at("/choices/0");

      assertThat(choice.at("/logprobs/content/0/token").stringValue())
          .isEqualTo("token_id:" + choice.at("/token_ids/0").intValue());
      assertThat(choice.at("/logprobs/content/0/top_logprobs/1/token").stringValue())
          .startsWith("token_id:");
      assertThat(choice.at("/message/content").stringValue()).isEqualTo("Paris");
    }
  }

  @Test
  void thePromptsTokensAreListedAsVllmHasThem() {
    try (PlatformLab lab = new PlatformLab(Catalogs.GPU)) {
      Map<String, Object> fields = fields("capital");
      fields.put("return_token_ids", true);
      fields.put("prompt_logprobs", 2);
      JsonNode whole = PlatformLab.json(lab.post(CHAT, fields));

      JsonNode prompt = whole.at("/prompt_logprobs");
      JsonNode ids = whole.at("/prompt_token_ids");
      assertThat(prompt.size()).isEqualTo(ids.size());
      assertThat(prompt.get(0).isNull()).isTrue();
      for (int i = 1; i < prompt.size(); i++) {
        JsonNode own = prompt.get(i).get(ids.get(i).asString());
        assertThat(own.get("logprob").doubleValue()).isLessThanOrEqualTo(0);
        assertThat(own.get("rank").intValue()).isPositive();
        assertThat(own.get("decoded_token").stringValue())
            .isEqualTo(LanguageModels.vocabulary().shown(ids.get(i).intValue()));
        assertThat(prompt.get(i).size()).isEqualTo(own.get("rank").intValue() <= 2 ? 2 : 3);
      }
    }
  }

  @Test
  void aRankPicksTheServerAndThereAreNoOthers() {
    try (PlatformLab lab = new PlatformLab(Catalogs.GPU)) {
      Map<String, Object> fields = fields("capital");
      for (int rank = 0; rank < 3; rank++) {
        fields.put("routed_dp_rank", rank);
        lab.post(CHAT, fields);
      }
      assertThat(lab.fleet().truths().all())
          .extracting(Truth::server)
          .containsExactly("main-0", "main-1", "main-2");

      for (int rank : new int[] {-1, 3}) {
        fields.put("routed_dp_rank", rank);
        HttpResponse<byte[]> response = lab.post(CHAT, fields);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(PlatformLab.text(response))
            .contains("%d is out of range [0, 3)".formatted(rank));
      }
    }
  }

  @Test
  void whatChangesNothingHereIsAccepted() {
    try (PlatformLab lab = new PlatformLab(Catalogs.GPU)) {
      Map<String, Object> fields = fields("capital");
      fields.putAll(
          Map.of(
              "cache_salt",
              "a",
              "priority",
              1,
              "min_p",
              0,
              "repetition_penalty",
              1,
              "chat_template_kwargs",
              Map.of(),
              "vllm_xargs",
              Map.of()));

      assertThat(lab.post(CHAT, fields).statusCode()).isEqualTo(200);
    }
  }

  private static List<JsonNode> chunks(HttpResponse<byte[]> response) {
    return PlatformLab.events(response).stream()
        .filter(event -> !event.equals("[DONE]"))
        .map(LabClient.JSON::readTree)
        .toList();
  }

  private static Map<String, Object> fields(String probe) {
    return LabClient.request(Catalogs.GPU, PlatformLab.probe(probe));
  }
}
