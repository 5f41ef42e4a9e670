package dev.plumbline.lab;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** A lab on any free port with a clock that stands still unless told, seed 42, no waiting. */
final class RunningLab implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final long SEED = 42;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicReference<IntFunction<Catalog>> catalog = new AtomicReference<>();
  private final LabFleet fleet;
  private final LabClient client;

  RunningLab(Labels... labels) {
    this(LabSettings.immediate(), labels);
  }

  RunningLab(LabSettings settings, Labels... labels) {
    this(settings, Catalogs.PROBES, labels);
  }

  RunningLab(LabSettings settings, List<Probe> probes, Labels... labels) {
    catalog.set(port -> Catalogs.of(port, probes, labels));
    fleet = new LabFleet(this::current, settings, now::get, SEED, _ -> {});
    fleet.start();
    client = new LabClient(fleet.port());
  }

  private Catalog current() {
    return catalog.get().apply(fleet.port());
  }

  LabFleet fleet() {
    return fleet;
  }

  LabClient client() {
    return client;
  }

  void reload(Labels... labels) {
    catalog.set(port -> Catalogs.of(port, labels));
  }

  void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public void close() {
    client.close();
    fleet.stop();
  }
}
