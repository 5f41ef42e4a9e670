package dev.plumbline.gate.live;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How gates work.
 *
 * @param folder with policies; default: {@code gates} in the catalog's folder
 * @param interval between the pairs of an evaluation
 * @param tick how often evaluations are judged
 * @param grace beyond a target's timeout, until a side without an exchange is missing for good
 * @param kept how long after its end an evaluation and all it follows from is kept
 * @param token where callers' token is, {@code env:NAME} or {@code file:/path}; without one only
 *     this machine is heard
 * @param url address under which people reach this server, for links in answers; null: no links
 */
@ConfigurationProperties("plumbline.gate")
public record GateProperties(
    @Nullable String folder,
    @DefaultValue("2s") Duration interval,
    @DefaultValue("500ms") Duration tick,
    @DefaultValue("30s") Duration grace,
    @DefaultValue("400d") Duration kept,
    @Nullable String token,
    @Nullable String url) {

  public GateProperties {
    for (Duration each : List.of(interval, tick, grace, kept)) {
      if (!each.isPositive()) {
        throw new IllegalArgumentException(
            "plumbline.gate: %s must be longer than nothing".formatted(each));
      }
    }
  }
}
