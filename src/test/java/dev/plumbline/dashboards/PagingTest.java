package dev.plumbline.dashboards;

import static dev.plumbline.dashboards.PagedLine.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.testing.TestFleet;
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
 * From a fault to somebody's pager and back, over a real Prometheus and a real Alertmanager: one
 * page, for the right slice, which ends when the fault does and not when anything in between is
 * killed.
 */
@Tag("exhaustive")
@Timeout(900)
class PagingTest {
  private static final Slice BROKEN = new Slice("opus-4", "claude-api", "tpu", Slice.ANY);

  /** Windows of a second instead of a minute and a half: they delay a page by themselves. */
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(100),
          0,
          "{window: 1s, grace: 1s}");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp = Path.of("");

  @Test
  void onePageWhateverDiesAndItsEndWhenTheFaultEnds() throws Exception {
    try (PagedLine line = new PagedLine(FLEET, "period: 1h", temp)) {
      Receivers receivers = line.receivers();
      Instant broken = CLOCK.instant();
      line.lab().inject(new Fault(FaultKind.CORRUPTION, BROKEN, 0.3));
      await().atMost(Duration.ofMinutes(2)).until(() -> !receivers.incidents("trigger").isEmpty());
      Receivers.Received page = receivers.incidents("trigger").getFirst();
      System.out.printf(
          "fault to page: %.1f s%n", Duration.between(broken, page.at()).toMillis() / 1000.0);
      assertThat(page.body().toString())
          .contains("foreign-script fails on opus-4/claude-api/tpu/", "since about 20")
          .contains("runbook", "dashboard", "incident");

      line.killAndStartPlumbline();
      line.killAndStartBroker();
      line.killAndStartDatabase();
      assertThat(receivers.incidents("trigger")).hasSize(1);
      assertThat(receivers.incidents("resolve")).isEmpty();

      line.lab().clearFaults();
      Instant mended = CLOCK.instant();
      await().atMost(Duration.ofMinutes(6)).until(() -> !receivers.incidents("resolve").isEmpty());
      Receivers.Received end = receivers.incidents("resolve").getFirst();
      System.out.printf(
          "end of the fault to end of the page: %.1f s%n",
          Duration.between(mended, end.at()).toMillis() / 1000.0);
      assertThat(end.body().path("dedup_key")).isEqualTo(page.body().path("dedup_key"));

      line.killPlumbline();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() ->
              receivers.pages("trigger").stream()
                  .anyMatch(it -> Receivers.text(it).contains("Plumbline tells nothing")));
      assertThat(receivers.incidents("trigger")).hasSize(1);
      int beats = receivers.heartbeats().size();
      PagedLine.pause(Duration.ofSeconds(90));
      assertThat(receivers.heartbeats()).as("the switch is left alone").hasSize(beats);
    }
  }
}
