package dev.plumbline.incident.change.webhook;

import dev.plumbline.input.Payload;

/**
 * Argo CD notifications. Their body is what a template makes it; the template in {@code
 * docs/changes.md} gives application, namespace, phase, revision, startedAt, initiatedBy,
 * annotations and link. An operation is one change, however many notifications tell of it.
 */
record ArgoCdHook() implements Hook {
  private static final int SHOWN_OF_REVISION = 12;

  @Override
  public String source() {
    return "argo-cd";
  }

  @Override
  public HookReading read(Payload body, String event) {
    String phase = body.text("phase");
    return switch (phase) {
      case "Running", "Succeeded", "Failed", "Error", "Terminating" ->
          new HookReading.Announced(announcement(body, phase));
      default ->
          new HookReading.Ignored("an operation that is '%s' changes nothing".formatted(phase));
    };
  }

  private static Announcement announcement(Payload body, String phase) {
    String application = body.text("application");
    String namespace = body.optional("namespace").orElse("argocd");
    String started = body.text("startedAt");
    String revision = body.optional("revision").orElse("an unnamed revision");
    return new Announcement(
        Ids.of("argo-cd", namespace, application, started),
        body.instant("startedAt"),
        application,
        Annotations.of(body.at("annotations")),
        "sync of %s to %s%s".formatted(application, brief(revision), ending(phase)),
        body.at("initiatedBy").optional("username"),
        body.optional("link"));
  }

  private static String brief(String revision) {
    return revision.matches("[0-9a-f]{40}") ? revision.substring(0, SHOWN_OF_REVISION) : revision;
  }

  private static String ending(String phase) {
    return switch (phase) {
      case "Failed", "Error", "Terminating" -> ", which did not succeed";
      default -> "";
    };
  }
}
