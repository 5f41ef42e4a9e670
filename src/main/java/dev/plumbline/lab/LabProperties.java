package dev.plumbline.lab;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code plumbline.lab.*}; see {@link LabSettings}.
 *
 * @param int8Accelerators labels of accelerators whose servers keep the weights in 8 bits
 * @param quantisedAccelerators of those that report log-probabilities on a grid of 0.125 nats
 * @param afterTopKAccelerators of those that report them over the tokens they choose from
 * @param seed of everything the lab draws; random where not given
 */
@ConfigurationProperties("plumbline.lab")
record LabProperties(
    @DefaultValue(LabSettings.LOOPBACK) String host,
    @DefaultValue("18080") int port,
    @DefaultValue("3") int serversPerPool,
    @DefaultValue("4") double backgroundPerSecond,
    @DefaultValue("1") double latencyScale,
    @DefaultValue("0.001") double errorRate,
    @DefaultValue("600000") int requestsPerMinute,
    @DefaultValue Set<String> int8Accelerators,
    @DefaultValue Set<String> quantisedAccelerators,
    @DefaultValue Set<String> afterTopKAccelerators,
    @Nullable Path scenario,
    @DefaultValue("10000") int truthKept,
    @Nullable Long seed) {

  LabSettings settings() {
    return new LabSettings(
        host,
        port,
        serversPerPool,
        backgroundPerSecond,
        latencyScale,
        errorRate,
        requestsPerMinute,
        new Accelerators(int8Accelerators, quantisedAccelerators, afterTopKAccelerators),
        scenario,
        truthKept);
  }
}
