package dev.plumbline.probe;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Slots that nobody claimed in time, in PostgreSQL. */
final class SkipStore {
  private final JdbcClient jdbc;

  SkipStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How far skipped slots have been counted, locked until the transaction ends; empty while another
   * worker has it.
   *
   * @param initially where counting starts on the first start ever
   */
  Optional<Instant> lockProgress(Instant initially) {
    jdbc.sql(
            """
            INSERT INTO probe.skip_sweep (until) VALUES (:initially::timestamptz)
            ON CONFLICT DO NOTHING
            """)
        .param("initially", initially.toString())
        .update();
    return jdbc.sql("SELECT until FROM probe.skip_sweep FOR UPDATE SKIP LOCKED")
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  void advance(Instant until) {
    jdbc.sql("UPDATE probe.skip_sweep SET until = :until::timestamptz")
        .param("until", until.toString())
        .update();
  }

  /** Marks slots nobody claimed as skipped; how many those were, per target. */
  Map<String, Long> skip(List<Slot> slots) {
    return SlotCountRows.read(
        jdbc.sql(
                """
                WITH skipped AS (
                  INSERT INTO probe.claims (slot_at, target, suite, probe, state)
                  SELECT slot_at, target, suite, probe, 'skipped'
                  FROM unnest(:targets::text[], :suites::text[], :probes::text[],
                              :ats::timestamptz[]) AS s(target, suite, probe, slot_at)
                  ORDER BY slot_at, target
                  ON CONFLICT DO NOTHING
                  RETURNING target
                )
                SELECT target, count(*) AS slots FROM skipped GROUP BY target
                """)
            .params(SlotColumns.of(slots).parameters()));
  }
}
