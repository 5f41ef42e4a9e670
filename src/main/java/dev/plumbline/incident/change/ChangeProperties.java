package dev.plumbline.incident.change;

import dev.plumbline.catalog.Slice;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code plumbline.incident.changes.*}
 *
 * @param kept how long after it was over a change is kept
 * @param retryAtMost longest wait between attempts while the database or the broker is away
 * @param services which slice a service of a webhook is; the first that matches counts
 * @param webhooks who may tell of changes, and how they prove who they are
 */
@ConfigurationProperties("plumbline.incident.changes")
public record ChangeProperties(
    @DefaultValue("400d") Duration kept,
    @DefaultValue("10s") Duration retryAtMost,
    @DefaultValue List<ServiceRule> services,
    @DefaultValue Webhooks webhooks) {

  /**
   * A rule that names the slice of a service.
   *
   * @param source the webhook: {@code argo-cd}, {@code kubernetes}, {@code github}, {@code
   *     spinnaker}; * for any
   * @param service as the webhook names it, * for any characters
   * @param slice model/platform/accelerator/pool, * for any
   * @param kind of changes of it, where the webhook does not say; null: deploy
   */
  public record ServiceRule(
      @DefaultValue("*") String source, String service, String slice, @Nullable String kind) {
    public ServiceRule {
      if (service == null || service.isBlank()) {
        throw new IllegalArgumentException(
            "plumbline.incident.changes.services: a rule has no service; * stands for any");
      }
      try {
        Slice.parse(slice == null ? "" : slice);
        if (kind != null && ChangeKind.of(kind) == ChangeKind.MAINTENANCE) {
          throw new IllegalArgumentException("kind is maintenance, whose end no webhook says");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "plumbline.incident.changes.services: of service '%s': %s"
                .formatted(service, e.getMessage()),
            e);
      }
    }
  }

  /**
   * Credentials by reference, {@code env:NAME} or {@code file:/path}, never the secret itself.
   *
   * @param github secret that signs; without it nothing is taken from there
   * @param argoCd bearer token; without it only this machine is heard
   * @param kubernetes bearer token; without it only this machine is heard
   * @param spinnaker bearer token; without it only this machine is heard
   * @param mostBytes of a body
   */
  public record Webhooks(
      @DefaultValue Signed github,
      @DefaultValue Bearer argoCd,
      @DefaultValue Bearer kubernetes,
      @DefaultValue Bearer spinnaker,
      @DefaultValue("4MB") DataSize mostBytes) {}

  /** {@code secret}: where the secret is found. */
  public record Signed(@Nullable String secret) {}

  /** {@code token}: where the token is found. */
  public record Bearer(@Nullable String token) {}

  public ChangeProperties {
    if (!kept.isPositive() || !retryAtMost.isPositive()) {
      throw new IllegalArgumentException(
          "plumbline.incident.changes: kept and retry-at-most must be longer than zero");
    }
  }
}
