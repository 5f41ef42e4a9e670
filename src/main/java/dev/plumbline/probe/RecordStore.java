package dev.plumbline.probe;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ends of claims, in PostgreSQL: what became of each, or that nothing did. */
final class RecordStore {
  private final JdbcClient jdbc;

  RecordStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How a claim ended.
   *
   * @param state the word of its outcome
   * @param used what it cost; null where nobody knows, so that what was reserved stays
   */
  record End(String state, @Nullable SlotCost used) {}

  /**
   * Gives claims their ends, and settles what they reserved to what they used. Repeating it changes
   * nothing, since only a claim without an end gets one; a claim already lost stays lost. It is one
   * statement: whoever dies before it ends has settled nothing, and the worst case stands.
   */
  void record(Map<SlotKey, End> ends) {
    if (ends.isEmpty()) {
      return;
    }
    List<Map.Entry<SlotKey, End>> entries = List.copyOf(ends.entrySet());
    jdbc.sql(
            """
            WITH ended AS (
              UPDATE probe.claims c SET state = e.state
              FROM unnest(:targets::text[], :suites::text[], :probes::text[], :ats::timestamptz[],
                          :states::text[], :tokens::bigint[], :nanos::bigint[])
                     AS e(target, suite, probe, slot_at, state, tokens, nano_usd)
              WHERE (c.slot_at, c.target, c.suite, c.probe)
                  = (e.slot_at, e.target, e.suite, e.probe)
                AND c.slot_at BETWEEN :first::timestamptz AND :last::timestamptz
                AND c.state = 'claimed'
              RETURNING c.target, c.slot_at, c.of_fleet,
                        coalesce(e.tokens - c.tokens, 0) AS tokens,
                        coalesce(e.nano_usd - c.nano_usd, 0) AS nano_usd
            ), differences AS (
              SELECT scope, (slot_at AT TIME ZONE 'UTC')::date AS day,
                     date_trunc('hour', slot_at, 'UTC') AS hour,
                     sum(tokens)::bigint AS tokens, sum(nano_usd)::bigint AS nano_usd
              FROM ended, LATERAL (VALUES (target), (CASE WHEN of_fleet THEN '*' END)) AS s(scope)
              WHERE scope IS NOT NULL AND (tokens, nano_usd) <> (0, 0)
              GROUP BY 1, 2, 3
            ), days AS MATERIALIZED (
              SELECT b.target, b.day FROM probe.budgets b
              WHERE (b.target, b.day) IN (SELECT scope, day FROM differences)
              ORDER BY b.target, b.day FOR UPDATE
            ), hours AS MATERIALIZED (
              SELECT b.target, b.hour FROM probe.budget_hours b
              WHERE (b.target, b.hour) IN (SELECT scope, hour FROM differences)
                AND (SELECT count(*) FROM days) >= 0
              ORDER BY b.target, b.hour FOR UPDATE
            ), settled_days AS (
              UPDATE probe.budgets b
              SET tokens = b.tokens + d.tokens, nano_usd = b.nano_usd + d.nano_usd
              FROM (SELECT scope, day, sum(tokens)::bigint AS tokens, sum(nano_usd)::bigint AS nano_usd
                    FROM differences GROUP BY 1, 2) d
              WHERE b.target = d.scope AND b.day = d.day AND (SELECT count(*) FROM hours) >= 0
            )
            UPDATE probe.budget_hours b
            SET tokens = b.tokens + d.tokens, nano_usd = b.nano_usd + d.nano_usd
            FROM differences d
            WHERE b.target = d.scope AND b.hour = d.hour AND (SELECT count(*) FROM hours) >= 0
            """)
        .params(SlotColumns.ofKeys(entries.stream().map(Map.Entry::getKey).toList()).parameters())
        .param("states", entries.stream().map(it -> it.getValue().state()).toArray(String[]::new))
        .param("tokens", amounts(entries, SlotCost::tokens))
        .param("nanos", amounts(entries, SlotCost::nanoUsd))
        .update();
  }

  private static @Nullable Long[] amounts(
      List<Map.Entry<SlotKey, End>> ends, ToLongFunction<SlotCost> amount) {
    @Nullable Long[] amounts = new @Nullable Long[ends.size()];
    for (int i = 0; i < amounts.length; i++) {
      @Nullable SlotCost used = ends.get(i).getValue().used();
      amounts[i] = used == null ? null : amount.applyAsLong(used);
    }
    return amounts;
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
