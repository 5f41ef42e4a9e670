package dev.plumbline.incident.change.webhook;

import dev.plumbline.incident.change.ChangeKind;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events of Kubernetes, core/v1, as the webhook sink of kubernetes-event-exporter sends them: the
 * whole event, its object with labels and annotations. Changes are replica sets that a Deployment
 * starts from nothing, and revisions that an Argo Rollout moves to; a replica set that grows is
 * none.
 */
record KubernetesHook() implements Hook {
  private static final Pattern SCALED_UP =
      Pattern.compile("Scaled up replica set (\\S+) (?:from (\\d+) )?to \\d+.*");

  @Override
  public String source() {
    return "kubernetes";
  }

  @Override
  public HookReading read(Payload body, String event) {
    Payload object = body.at("involvedObject");
    String kind = object.text("kind");
    String reason = body.text("reason");
    return switch (kind + "/" + reason) {
      case "Deployment/ScalingReplicaSet" -> replicaSet(body, object);
      case "Deployment/DeploymentRollback", "Rollout/RolloutUpdated" ->
          announced(body, object, body.text("message"));
      default -> new HookReading.Ignored("%s of a %s is no change".formatted(reason, kind));
    };
  }

  private static HookReading replicaSet(Payload body, Payload object) {
    Matcher scaled = SCALED_UP.matcher(body.text("message"));
    if (!scaled.matches()) {
      return new HookReading.Ignored("a replica set that shrinks is what another one replaces");
    }
    return scaled.group(2) == null || scaled.group(2).equals("0")
        ? announced(body, object, "replica set %s starts".formatted(scaled.group(1)))
        : new HookReading.Ignored("a replica set that grows is the same build");
  }

  private static HookReading announced(Payload body, Payload object, String what) {
    Instant at = at(body);
    String service = object.optional("namespace").orElse("default") + "/" + object.text("name");
    return new HookReading.Announced(
        new Announcement(
            // One event is counted up when it happens again.
            Ids.of("kubernetes", body.at("metadata").text("uid"), at.toString()),
            at,
            service,
            Annotations.of(object.at("annotations")).or(ChangeKind.DEPLOY),
            "%s: %s".formatted(service, what),
            Optional.empty(),
            Optional.empty()));
  }

  private static Instant at(Payload body) {
    return body.at("series")
        .optionalInstant("lastObservedTime")
        .or(() -> body.optionalInstant("lastTimestamp"))
        .or(() -> body.optionalInstant("eventTime"))
        .or(() -> body.optionalInstant("firstTimestamp"))
        .orElseThrow(() ->
            new InvalidFieldException(
                "lastTimestamp", "is missing, and eventTime and firstTimestamp are too"));
  }
}
