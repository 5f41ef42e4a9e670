package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a real Alertmanager hides, with the example's configuration. */
@Tag("exhaustive")
class AlertmanagerTest {
  @TempDir Path temp = Path.of("");

  @Test
  void aCauseHidesWhatFollowsFromItAndNothingElse() throws Exception {
    Peer.demand(RealAlertmanager.PROGRAM);
    try (RealAlertmanager alertmanager = new RealAlertmanager(RuleFiles.ALERTMANAGER, temp)) {
      alertmanager.fire(
          List.of(
              alert("PlumblinePublishFailing", "page", "scope", "monitor"),
              alert("PlumblineProbingStopped", "page", "scope", "monitor"),
              alert("PlumblineTargetStale", "ticket", "scope", "target"),
              alert("PlumblineIncidentPage", "page", "incident", "i-1"),
              alert("PlumblineIncidentTicket", "ticket", "incident", "i-1"),
              alert("PlumblineIncidentTicket", "ticket", "incident", "i-2"),
              alert("PlumblineDeadLetters", "ticket", "check", "format")));

      await()
          .untilAsserted(() -> {
            JsonNode known = alertmanager.alerts();
            assertThat(names(known, false))
                .containsExactlyInAnyOrder(
                    "PlumblinePublishFailing",
                    "PlumblineIncidentPage i-1",
                    "PlumblineIncidentTicket i-2",
                    "PlumblineDeadLetters");
            assertThat(names(known, true))
                .containsExactlyInAnyOrder(
                    "PlumblineProbingStopped",
                    "PlumblineTargetStale",
                    "PlumblineIncidentTicket i-1");
          });
    }
  }

  private static Map<String, Map<String, String>> alert(
      String name, String severity, String label, String value) {
    return Map.of("labels", Map.of("alertname", name, "severity", severity, label, value));
  }

  private static List<String> names(JsonNode alerts, boolean hidden) {
    return alerts
        .valueStream()
        .filter(alert -> alert.at("/status/inhibitedBy").isEmpty() != hidden)
        .map(alert -> alert.path("labels"))
        .map(it ->
            (it.path("alertname").asString() + " " + it.path("incident").asString("")).strip())
        .toList();
  }
}
