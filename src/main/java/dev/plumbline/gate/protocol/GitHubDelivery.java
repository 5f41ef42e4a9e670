package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what GitHub says when a deployment waits for a rule. */
record GitHubDelivery(GitHubProperties properties) {

  /**
   * The question; empty where no rule of ours is for it.
   *
   * @throws InvalidFieldException if something is missing, or the answer would go elsewhere
   */
  Optional<GitHubRequest> read(String delivery, Payload payload, Instant at) {
    String repository = payload.at("repository").text("full_name");
    String environment = payload.text("environment");
    return properties.rules().stream()
        .filter(rule ->
            rule.repository().equalsIgnoreCase(repository)
                && rule.environment().equals(environment))
        .findFirst()
        .map(rule ->
            new GitHubRequest(
                delivery,
                rule.repository(),
                number(payload.at("installation"), "installation.id"),
                number(payload.at("deployment"), "deployment.id"),
                callback(rule.repository(), payload.text("deployment_callback_url")),
                new GateRequest(
                    rule.gate(),
                    rule.candidate(),
                    rule.baseline(),
                    payload.at("deployment").text("sha"),
                    environment),
                at,
                0,
                0,
                at));
  }

  /** Our token goes there: nowhere but to GitHub, about this repository. */
  private String callback(String repository, String url) {
    Pattern ours =
        Pattern.compile(
            Pattern.quote(properties.api() + "/repos/")
                + "(?i:"
                + Pattern.quote(repository)
                + ")/actions/runs/\\d{1,20}/deployment_protection_rule");
    if (!ours.matcher(url).matches()) {
      throw new InvalidFieldException(
          "deployment_callback_url",
          "is not of %s and this repository (plumbline.gate.github.api)"
              .formatted(properties.api()));
    }
    return url;
  }

  private static long number(Payload object, String path) {
    try {
      return Long.parseLong(object.text("id"));
    } catch (NumberFormatException _) {
      throw new InvalidFieldException(path, "is not a number");
    }
  }
}
