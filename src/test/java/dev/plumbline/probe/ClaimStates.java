package dev.plumbline.probe;

import java.util.Map;
import java.util.stream.Collectors;

/** How many claims are in which state. */
final class ClaimStates {
  private record Count(String state, long claims) {}

  private ClaimStates() {}

  static Map<String, Long> all() {
    return ProbeDatabase.jdbc()
        .sql("SELECT state, count(*) AS claims FROM probe.claims GROUP BY state")
        .query((row, _) -> new Count(row.getString("state"), row.getLong("claims")))
        .list()
        .stream()
        .collect(Collectors.toMap(Count::state, Count::claims));
  }
}
