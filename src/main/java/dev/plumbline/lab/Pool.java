package dev.plumbline.lab;

import dev.plumbline.catalog.Labels;
import dev.plumbline.lab.model.Draws;
import dev.plumbline.lab.model.Numerics;
import dev.plumbline.lab.transformer.Precision;
import java.util.List;
import java.util.stream.IntStream;

/** The servers behind one target's balancer, which sends an affinity key always to the same one. */
final class Pool {
  private final String fingerprint;
  private final Numerics numerics;
  private final Precision precision;
  private final List<Server> servers;
  private final RateLimit rateLimit;
  private final long seed;

  Pool(Labels labels, String name, LabSettings settings, long fleetSeed) {
    fingerprint =
        "fp_%s.%s.%s.%s".formatted(labels.model(), labels.platform(), labels.accelerator(), name);
    seed = Draws.hash(fleetSeed, fingerprint);
    numerics = settings.accelerators().numerics(labels.accelerator());
    precision = settings.accelerators().precision(labels.accelerator());
    rateLimit = new RateLimit(settings.requestsPerMinute());
    servers =
        IntStream.range(0, settings.serversPerPool())
            .mapToObj(i -> server(name + "-" + i, settings, Draws.hash(seed, i)))
            .toList();
  }

  private static Server server(String name, LabSettings settings, long seed) {
    return new Server(name, new BackgroundTraffic(settings.backgroundPerSecond(), seed));
  }

  String fingerprint() {
    return fingerprint;
  }

  Numerics numerics() {
    return numerics;
  }

  /** How exactly its servers keep the weights. */
  Precision precision() {
    return precision;
  }

  RateLimit rateLimit() {
    return rateLimit;
  }

  int size() {
    return servers.size();
  }

  /** By its number, from 0. */
  Server server(int number) {
    return servers.get(number);
  }

  Server serverFor(String affinityKey) {
    return servers.get(Draws.below(servers.size(), Draws.hash(seed, affinityKey)));
  }
}
