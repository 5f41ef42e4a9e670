package dev.plumbline.gate.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Deployment protection rules of GitHub.
 *
 * @param api address of GitHub's API
 * @param secret where the webhook's secret is, {@code env:NAME} or {@code file:/path}; without one
 *     nothing is taken
 * @param appId of the GitHub App, or its client id
 * @param key where its private key is, PEM, {@code env:NAME} or {@code file:/path}
 */
@ConfigurationProperties("plumbline.gate.github")
record GitHubProperties(
    @DefaultValue("https://api.github.com") String api,
    @Nullable String secret,
    @Nullable String appId,
    @Nullable String key,
    @DefaultValue List<Rule> rules) {

  /**
   * Which gate a deployment waits for.
   *
   * @param repository owner/name
   */
  record Rule(
      String repository, String environment, String gate, String candidate, String baseline) {
    Rule {
      for (String each : new String[] {repository, environment, gate, candidate, baseline}) {
        if (each == null || each.isBlank()) {
          throw new IllegalArgumentException(
              "plumbline.gate.github.rules: each needs repository, environment, gate, candidate and"
                  + " baseline");
        }
      }
    }
  }

  GitHubProperties {
    api = api.replaceAll("/+$", "");
    rules = List.copyOf(rules);
    boolean loopback = api.matches("http://(127\\.0\\.0\\.1|localhost)(:\\d+)?");
    if (!api.startsWith("https://") && !loopback) {
      throw new IllegalArgumentException(
          "plumbline.gate.github.api: tokens are sent there, so it must begin with https://");
    }
  }
}
