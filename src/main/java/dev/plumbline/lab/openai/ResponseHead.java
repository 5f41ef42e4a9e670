package dev.plumbline.lab.openai;

/**
 * What is the same in every part of one response.
 *
 * @param id {@code chatcmpl-…}
 * @param created Unix seconds
 */
public record ResponseHead(
    String id, long created, String model, String fingerprint, int promptTokens) {

  String opening(String object) {
    return "{\"id\":\"%s\",\"object\":\"%s\",\"created\":%d,\"model\":%s"
        .formatted(id, object, created, JsonBytes.quoted(model));
  }

  String fingerprintField() {
    return ",\"system_fingerprint\":" + JsonBytes.quoted(fingerprint);
  }

  String usage(int completionTokens) {
    return ("{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":0},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":0}}")
        .formatted(promptTokens, completionTokens, promptTokens + completionTokens);
  }
}
