package dev.plumbline.incident.change.webhook;

import dev.plumbline.input.Payload;
import java.util.Optional;

/**
 * GitHub's event {@code deployment_status}. The first status that says the deployment has begun is
 * the change; later ones of the same deployment are it again. Its id is made of what is signed, not
 * of the delivery's id, which is not: a delivery played back under another id is the same change.
 */
record GitHubHook() implements Hook {
  private static final int SHOWN_OF_COMMIT = 7;

  @Override
  public String source() {
    return "github";
  }

  @Override
  public HookReading read(Payload body, String event) {
    return switch (event) {
      case "ping" -> new HookReading.Ping();
      case "deployment_status" -> status(body);
      case "" -> new HookReading.Ignored("no X-GitHub-Event says what it is");
      default -> new HookReading.Ignored("the event '%s' is no change".formatted(event));
    };
  }

  private static HookReading status(Payload body) {
    Payload status = body.at("deployment_status");
    String state = status.text("state");
    return switch (state) {
      case "in_progress", "success", "failure", "error" ->
          new HookReading.Announced(announcement(body, status));
      default ->
          new HookReading.Ignored("a deployment that is '%s' has changed nothing".formatted(state));
    };
  }

  private static Announcement announcement(Payload body, Payload status) {
    Payload deployment = body.at("deployment");
    String repository = body.at("repository").text("full_name");
    String environment =
        status
            .optional("environment")
            .or(() -> deployment.optional("environment"))
            .orElse("unnamed");
    String commit = deployment.text("sha");
    return new Announcement(
        Ids.of("github", repository, "deployment", deployment.text("id")),
        status.instant("created_at"),
        repository + ":" + environment,
        Annotations.of(deployment.unquoted("payload")),
        "deployment of %s@%s to %s"
            .formatted(
                repository,
                commit.substring(0, Math.min(SHOWN_OF_COMMIT, commit.length())),
                environment),
        status.at("creator").optional("login").or(() -> body.at("sender").optional("login")),
        link(status));
  }

  private static Optional<String> link(Payload status) {
    return status.optional("log_url").or(() -> status.optional("target_url"));
  }
}
