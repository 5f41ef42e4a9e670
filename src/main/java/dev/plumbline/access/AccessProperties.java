package dev.plumbline.access;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code plumbline.access.*}
 *
 * @param tokens a file of tokens; without one only this machine is heard, and may do everything
 * @param openMetrics whether {@code /actuator/prometheus} is answered without a token
 * @param mostBytes what a body may have, where its endpoint does not say less
 * @param requestsPerSecond of one token, or of one address that has none, on average; bursts may
 *     have four times as many; 0: any number
 */
@ConfigurationProperties("plumbline.access")
record AccessProperties(
    @Nullable Path tokens,
    @DefaultValue("false") boolean openMetrics,
    @DefaultValue("16MB") DataSize mostBytes,
    @DefaultValue("200") int requestsPerSecond) {

  AccessProperties {
    if (requestsPerSecond < 0) {
      throw new IllegalArgumentException(
          "plumbline.access.requests-per-second is below 0; 0 means any number");
    }
  }
}
