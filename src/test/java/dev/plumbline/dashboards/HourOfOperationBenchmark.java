package dev.plumbline.dashboards;

import static dev.plumbline.dashboards.PagedLine.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.testing.TestFleet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour of the real line around a fault that lasts for most of it: five deploys of the fleet,
 * three restarts of Plumbline, one kill of the broker, each while the page stands. How many pages
 * come for the one fault, and how many of them end before it does. Whether its page ends within the
 * rest of the hour depends on how often every check in it is asked, and is only told.
 *
 * <p>{@code ./mvnw -q test -Dtest=HourOfOperationBenchmark -Dgroups=benchmark -DexcludedGroups=
 * -Dminutes=60}
 */
@Tag("benchmark")
@Timeout(7_200)
class HourOfOperationBenchmark {
  private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("minutes", 60));
  private static final Slice BROKEN = new Slice("opus-4", "claude-api", "tpu", Slice.ANY);
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api", "bedrock"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(500),
          0.1,
          "{window: 1s, grace: 2s}");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp = Path.of("");

  private Instant began = Instant.EPOCH;
  private int deploys;

  @Test
  void anHourOfDeploysAndRestarts() throws Exception {
    try (PagedLine line = new PagedLine(FLEET, "period: 2m, interval: 500ms", temp)) {
      began = CLOCK.instant();
      at(0.05, "a deploy", () -> deploy(line));
      at(
          0.10,
          "the fault begins",
          () -> line.lab().inject(new Fault(FaultKind.CORRUPTION, BROKEN, 0.2)));
      at(0.20, "a deploy", () -> deploy(line));
      at(0.27, "a restart", line::restartPlumbline);
      at(0.34, "a deploy", () -> deploy(line));
      at(0.41, "the broker is killed", line::killAndStartBroker);
      at(0.48, "a kill", line::killAndStartPlumbline);
      at(0.55, "a deploy", () -> deploy(line));
      at(0.62, "a restart", line::restartPlumbline);
      at(0.69, "a deploy", () -> deploy(line));
      at(0.75, "the fault ends", () -> {});
      List<Receivers.Received> before = line.receivers().incidents("resolve");
      line.lab().clearFaults();
      at(1.0, "the end", () -> {});

      Receivers receivers = line.receivers();
      List<Receivers.Received> pages = receivers.incidents("trigger");
      List<Receivers.Received> ends = receivers.incidents("resolve");
      pages.forEach(it -> told("page", it));
      ends.forEach(it -> told("end", it));
      receivers.pages("trigger").stream()
          .filter(it -> !pages.contains(it))
          .forEach(it -> told("other page", it));
      System.out.println(Peer.get(URI.create(line.url() + "/api/v1/self-test?limit=1000")));
      System.out.println(Peer.get(URI.create(line.url() + "/api/v1/incidents?state=all")));
      assertThat(pages).hasSize(1);
      assertThat(before).isEmpty();
      assertThat(ends).hasSizeLessThanOrEqualTo(1);
    }
  }

  private void at(double share, String what, Step step) throws Exception {
    Instant due = began.plusMillis((long) (LENGTH.toMillis() * share));
    Duration left = Duration.between(CLOCK.instant(), due);
    if (left.isPositive()) {
      PagedLine.pause(left);
    }
    System.out.printf("%s: %s%n", minute(CLOCK.instant()), what);
    step.run();
  }

  private interface Step {
    void run() throws Exception;
  }

  /** All targets have a new build, which the calendar is told of. */
  private void deploy(PagedLine line) throws IOException {
    deploys++;
    String fleet = Files.readString(line.fleetFile());
    Files.writeString(
        line.fleetFile(),
        fleet
            .replaceAll(", build: build-\\d+}", "}")
            .replaceAll("(identity: .*?)}\\R", "$1, build: build-" + deploys + "}\n"));
    assertThat(
            PlumblineCommand.run(
                "change", "add", "build " + deploys, "--kind", "deploy", "--server", line.url()))
        .isZero();
  }

  private void told(String what, Receivers.Received received) {
    System.out.printf(
        "%s: %s: %s%n",
        minute(received.at()), what, received.body().path("payload").path("summary").asString());
  }

  private String minute(Instant at) {
    return "minute %.2f".formatted(Duration.between(began, at).toMillis() / 60_000.0);
  }
}
