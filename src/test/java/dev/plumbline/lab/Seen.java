package dev.plumbline.lab;

import java.lang.Character.UnicodeScript;
import java.net.http.HttpResponse;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What a client can see in one response.
 *
 * @param foreign whether the answer has letters that are not Latin
 * @param mismatch first token that is not the most probable one listed
 * @param truth what the lab remembers about the request
 */
record Seen(boolean misrouted, boolean foreign, Mismatch mismatch, Truth truth) {

  /**
   * A mismatch within a response.
   *
   * @param rank of the emitted token among those listed; 0: there is no mismatch
   * @param lead of the most probable token over the emitted one, in nats
   */
  record Mismatch(int rank, double lead) {
    static final Mismatch NONE = new Mismatch(0, 0);

    boolean exists() {
      return rank > 0;
    }
  }

  static Seen in(HttpResponse<String> response, TruthLog truths) {
    JsonNode body = LabClient.json(response);
    return new Seen(
        body.get("system_fingerprint").stringValue().endsWith(".main-1m"),
        isForeign(body.at("/choices/0/message/content").stringValue()),
        mismatch(body.at("/choices/0/logprobs/content")),
        truths.about(LabClient.requestId(response)).orElseThrow());
  }

  private static boolean isForeign(String text) {
    return text.codePoints()
        .mapToObj(UnicodeScript::of)
        .anyMatch(script -> script != UnicodeScript.LATIN && script != UnicodeScript.COMMON);
  }

  private static Mismatch mismatch(JsonNode steps) {
    for (JsonNode step : steps) {
      if (!Objects.equals(step.get("token"), step.at("/top_logprobs/0/token"))) {
        double lead =
            step.at("/top_logprobs/0/logprob").doubleValue() - step.get("logprob").doubleValue();
        return new Mismatch(rank(step), lead);
      }
    }
    return Mismatch.NONE;
  }

  private static int rank(JsonNode step) {
    JsonNode listed = step.get("top_logprobs");
    for (int rank = 0; rank < listed.size(); rank++) {
      if (Objects.equals(listed.get(rank).get("token"), step.get("token"))) {
        return rank;
      }
    }
    return listed.size();
  }
}
