package dev.plumbline.probe;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CredentialRef;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Tool;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.topic.Json;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Catalogs, targets and probes for tests. */
public final class Catalogs {
  private static final DetectionPolicy POLICY =
      new DetectionPolicy(1, 1, 0.2, null, Duration.ofMinutes(1), Duration.ofMinutes(2), Map.of());

  private Catalogs() {}

  public static Catalog of(Suite suite, Target... targets) {
    return new Catalog("v1", List.of(targets), List.of(suite), POLICY);
  }

  public static Catalog version(String version, Suite suite, Target... targets) {
    return new Catalog(version, List.of(targets), List.of(suite), POLICY);
  }

  public static Suite suite(int probes) {
    return new Suite(
        "basic", "s1", IntStream.range(0, probes).mapToObj(i -> probe("p" + i)).toList());
  }

  public static Probe probe(String id) {
    return probe(id, new Sampling(0.0, null, 7L, 16, 5, false));
  }

  public static Probe probe(String id, Sampling sampling) {
    return new Probe(
        id,
        "core",
        Set.of(),
        List.of(new Probe.Message("user", "Say hello")),
        List.of(),
        sampling,
        Set.of("Latin"),
        List.of(),
        null,
        null);
  }

  /** A probe that offers a tool and says who speaks. */
  public static Probe probeWithTool(String id) {
    String parameters =
        """
        {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}
        """;
    return new Probe(
        id,
        "core",
        Set.of(),
        List.of(
            new Probe.Message("system", "Be brief."),
            new Probe.Message("user", "Weather in Oslo?")),
        List.of(new Tool("get_weather", "Weather.", Json.MAPPER.readTree(parameters))),
        new Sampling(0.0, 1.0, 7L, 64, 5, true),
        Set.of("Latin"),
        List.of(),
        null,
        null);
  }

  public static Budget budget(Duration interval) {
    return new Budget(interval, 4, Duration.ofSeconds(5), 1_000_000, 0, 1);
  }

  public static Target target(String name, Budget budget) {
    return target(name, budget, URI.create("http://127.0.0.1:9"), null);
  }

  public static Target target(
      String name, Budget budget, URI endpoint, @Nullable CredentialRef credential) {
    return new Target(
        name,
        new Labels(name, "api", "tpu", "main"),
        null,
        null,
        WireFormat.OPENAI_CHAT,
        endpoint,
        "model-1",
        credential,
        List.of(),
        8192,
        EnumSet.allOf(Capability.class),
        null,
        budget,
        List.of("basic"));
  }

  public static Target speaking(WireFormat format, Target target) {
    return with(format, target.capabilities(), target);
  }

  public static Target withCapabilities(Target target, Set<Capability> capabilities) {
    return with(target.wireFormat(), capabilities, target);
  }

  private static Target with(WireFormat format, Set<Capability> capabilities, Target target) {
    return new Target(
        target.name(),
        target.labels(),
        target.region(),
        target.build(),
        format,
        target.endpoint(),
        target.servedModel(),
        target.credential(),
        target.identity(),
        target.contextWindow(),
        capabilities,
        null,
        target.budget(),
        target.suites());
  }
}
