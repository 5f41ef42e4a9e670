package dev.plumbline.probe;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ends of claims, in PostgreSQL: what became of each, or that nothing did. */
final class RecordStore {
  private final JdbcClient jdbc;

  RecordStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Gives claims their ends. Repeating it changes nothing; a claim already lost stays lost.
   *
   * @param outcomes the word of each slot's outcome
   */
  void record(Map<SlotKey, String> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    List<Map.Entry<SlotKey, String>> entries = List.copyOf(outcomes.entrySet());
    jdbc.sql(
            """
            UPDATE probe.claims c SET state = e.state
            FROM unnest(:targets::text[], :suites::text[], :probes::text[], :ats::timestamptz[],
                        :states::text[]) AS e(target, suite, probe, slot_at, state)
            WHERE (c.slot_at, c.target, c.suite, c.probe)
                = (e.slot_at, e.target, e.suite, e.probe)
              AND c.slot_at BETWEEN :first::timestamptz AND :last::timestamptz
              AND c.state = 'claimed'
            """)
        .params(SlotColumns.ofKeys(entries.stream().map(Map.Entry::getKey).toList()).parameters())
        .param("states", entries.stream().map(Map.Entry::getValue).toArray(String[]::new))
        .update();
  }

  /** Every exchange published to these partitions before that instant has been recorded. */
  void caughtUp(Collection<Integer> partitions, Instant asOf) {
    jdbc.sql(
            """
            INSERT INTO probe.recorded (partition, caught_up_at)
            SELECT partition, :asOf::timestamptz FROM unnest(:partitions::int[]) AS partition
            ORDER BY partition
            ON CONFLICT (partition) DO UPDATE
              SET caught_up_at = greatest(recorded.caught_up_at, excluded.caught_up_at)
            """)
        .param("asOf", asOf.toString())
        .param("partitions", partitions.toArray(Integer[]::new))
        .update();
  }

  /**
   * Loses claims that should have had their exchange by the time all partitions had been recorded
   * to; how many those were, per target.
   *
   * @param partitions how many the exchange topic has
   */
  Map<String, Long> lose(int partitions) {
    return SlotCountRows.read(
        jdbc.sql(
                """
                WITH lost AS (
                  UPDATE probe.claims SET state = 'lost'
                  WHERE state = 'claimed'
                    AND lost_at < (SELECT min(caught_up_at) FROM probe.recorded
                                   WHERE partition < :partitions
                                   HAVING count(*) = :partitions)
                  RETURNING target
                )
                SELECT target, count(*) AS slots FROM lost GROUP BY target
                """)
            .param("partitions", partitions));
  }
}
