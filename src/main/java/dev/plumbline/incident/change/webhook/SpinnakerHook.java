package dev.plumbline.incident.change.webhook;

import dev.plumbline.incident.change.ChangeKind;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Events that Spinnaker's Echo posts to REST endpoints, bare or wrapped ({@code eventName} and
 * {@code payload}): pipelines that ended, and those of their stages that change what serves.
 */
record SpinnakerHook() implements Hook {

  @Override
  public String source() {
    return "spinnaker";
  }

  @Override
  public HookReading read(Payload body, String event) {
    Payload unwrapped =
        body.at("details").isObject() || !body.at("payload").isObject() ? body : body.at("payload");
    String type = unwrapped.at("details").text("type");
    return switch (type) {
      case "orca:pipeline:complete", "orca:pipeline:failed" -> pipeline(unwrapped);
      case "orca:stage:complete", "orca:stage:failed" -> stage(unwrapped);
      default -> new HookReading.Ignored("the event '%s' is no end of a change".formatted(type));
    };
  }

  private static HookReading pipeline(Payload body) {
    Payload execution = body.at("content").at("execution");
    return new HookReading.Announced(
        announcement(
            body,
            Ids.of("spinnaker", execution.text("id")),
            began(execution, "content.execution.startTime"),
            Annotations.of(execution.at("trigger").at("parameters")),
            "pipeline %s of %s: %s"
                .formatted(
                    execution.text("name"),
                    application(body),
                    execution.text("status").toLowerCase(Locale.ROOT))));
  }

  private static HookReading stage(Payload body) {
    Payload content = body.at("content");
    Payload execution = content.at("execution");
    Payload details = content.at("context").at("stageDetails");
    String type = details.text("type");
    Optional<ChangeKind> kind = kind(type);
    if (kind.isEmpty()) {
      return new HookReading.Ignored("a stage '%s' changes nothing that serves".formatted(type));
    }
    Instant at = began(content, "content.startTime");
    String name = details.optional("name").orElse(type);
    return new HookReading.Announced(
        announcement(
            body,
            Ids.of("spinnaker", execution.text("id"), name, at.toString()),
            at,
            Annotations.of(execution.at("trigger").at("parameters")).or(kind.get()),
            "stage %s (%s) of %s".formatted(name, type, application(body))));
  }

  /** By the type of the stage; empty where it changes nothing. */
  private static Optional<ChangeKind> kind(String type) {
    return switch (type) {
      case "deploy",
          "deployManifest",
          "cloneServerGroup",
          "rollingPush",
          "rollbackCluster",
          "rollbackServerGroup",
          "undoRolloutManifest" ->
          Optional.of(ChangeKind.DEPLOY);
      case "patchManifest", "upsertScalingPolicy" -> Optional.of(ChangeKind.CONFIG);
      case "enableServerGroup",
          "disableServerGroup",
          "enableManifest",
          "disableManifest",
          "upsertLoadBalancer" ->
          Optional.of(ChangeKind.LOAD_BALANCER);
      default -> Optional.empty();
    };
  }

  private static Announcement announcement(
      Payload body, String id, Instant at, Announcement.Marks marks, String title) {
    Payload execution = body.at("content").at("execution");
    return new Announcement(
        id,
        at,
        application(body) + "/" + execution.optional("name").orElse("unnamed"),
        marks,
        title,
        execution
            .at("authentication")
            .optional("user")
            .or(() -> execution.at("trigger").optional("user")),
        Optional.empty());
  }

  private static String application(Payload body) {
    return body.at("content")
        .at("execution")
        .optional("application")
        .orElseGet(() -> body.at("details").text("application"));
  }

  /** When it began, for what it changed may have shown before it ended. */
  private static Instant began(Payload of, String field) {
    return of.optionalMillis("startTime")
        .or(() -> of.optionalMillis("endTime"))
        .orElseThrow(() -> new InvalidFieldException(field, "is missing, and endTime too"));
  }
}
