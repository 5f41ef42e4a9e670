package dev.plumbline.probe;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Claims in PostgreSQL. Whatever is counted (skipped, lost) is counted by the one transaction that
 * writes it, so that it is counted once over all workers.
 */
final class ClaimStore {
  private static final int DAYS_KEPT = 3;
  private static final int DAYS_AHEAD = 2;

  /**
   * Slots of a batch that were nobody's before.
   *
   * @param claimed ours to send
   * @param overBudget skipped, because their targets have had enough for the day
   */
  record Claimed(List<Slot> claimed, List<Slot> overBudget) {}

  private record Row(SlotKey key, String state) {}

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  ClaimStore(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /**
   * Claims those slots of a batch that nobody has, as far as budgets go, earliest first. The locks
   * on the budgets of a target's day make workers take turns, in an order that cannot deadlock.
   */
  Claimed claim(List<ClaimRequest> requests) {
    if (requests.isEmpty()) {
      return new Claimed(List.of(), List.of());
    }
    List<Row> rows = transactions.execute(_ -> claimInTransaction(requests));
    Set<SlotKey> claimed = keys(rows, "claimed");
    Set<SlotKey> skipped = keys(rows, "skipped");
    return new Claimed(those(requests, claimed), those(requests, skipped));
  }

  private List<Row> claimInTransaction(List<ClaimRequest> requests) {
    SlotColumns slots = SlotColumns.of(requests.stream().map(ClaimRequest::slot).toList());
    lockBudgets(slots);
    return jdbc.sql(
            """
            WITH wanted AS (
              SELECT s.*, (s.slot_at AT TIME ZONE 'UTC')::date AS day
              FROM unnest(:targets::text[], :suites::text[], :probes::text[], :ats::timestamptz[],
                          :lostAts::timestamptz[], :limits::bigint[])
                   AS s(target, suite, probe, slot_at, lost_at, requests_per_day)
            ), unclaimed AS (
              SELECT w.*, row_number() OVER (PARTITION BY w.target, w.day ORDER BY w.slot_at) AS nth
              FROM wanted w
              WHERE NOT EXISTS (
                SELECT FROM probe.claims c
                WHERE (c.slot_at, c.target, c.suite, c.probe)
                    = (w.slot_at, w.target, w.suite, w.probe)
                  AND c.slot_at BETWEEN :first::timestamptz AND :last::timestamptz)
            ), inserted AS (
              INSERT INTO probe.claims (slot_at, target, suite, probe, state, lost_at)
              SELECT u.slot_at, u.target, u.suite, u.probe,
                     CASE WHEN b.used + u.nth <= u.requests_per_day
                          THEN 'claimed' ELSE 'skipped' END,
                     CASE WHEN b.used + u.nth <= u.requests_per_day THEN u.lost_at END
              FROM unclaimed u JOIN probe.budgets b USING (target, day)
              ORDER BY u.slot_at, u.target
              ON CONFLICT DO NOTHING
              RETURNING slot_at, target, suite, probe, state
            ), spent AS (
              UPDATE probe.budgets b SET used = b.used + s.claims
              FROM (SELECT target, (slot_at AT TIME ZONE 'UTC')::date AS day, count(*) AS claims
                    FROM inserted WHERE state = 'claimed' GROUP BY 1, 2) s
              WHERE b.target = s.target AND b.day = s.day
            )
            SELECT * FROM inserted ORDER BY slot_at, target
            """)
        .params(slots.parameters())
        .param("lostAts", SlotColumns.texts(requests, ClaimRequest::lostAt))
        .param("limits", requests.stream().map(ClaimRequest::requestsPerDay).toArray(Long[]::new))
        .query((row, _) ->
            new Row(
                new SlotKey(
                    row.getString("target"),
                    row.getString("suite"),
                    row.getString("probe"),
                    row.getObject("slot_at", OffsetDateTime.class).toInstant()),
                row.getString("state")))
        .list();
  }

  private void lockBudgets(SlotColumns slots) {
    Map<String, Object> days = slots.parameters();
    jdbc.sql(
            """
            INSERT INTO probe.budgets (target, day, used)
            SELECT DISTINCT target, (slot_at AT TIME ZONE 'UTC')::date, 0
            FROM unnest(:targets::text[], :ats::timestamptz[]) AS s(target, slot_at)
            ORDER BY 1, 2
            ON CONFLICT DO NOTHING
            """)
        .params(days)
        .update();
    jdbc.sql(
            """
            SELECT FROM probe.budgets
            WHERE (target, day) IN (
              SELECT target, (slot_at AT TIME ZONE 'UTC')::date
              FROM unnest(:targets::text[], :ats::timestamptz[]) AS s(target, slot_at))
            ORDER BY target, day
            FOR UPDATE
            """)
        .params(days)
        .query(row -> {});
  }

  /** Makes room for the days to come and drops what is no longer needed. */
  void roll(LocalDate today) {
    jdbc.sql("SELECT util.roll_daily('probe.claims', :kept, :ahead, :today)")
        .param("kept", DAYS_KEPT)
        .param("ahead", DAYS_AHEAD)
        .param("today", today)
        .query(row -> {});
    jdbc.sql("DELETE FROM probe.budgets WHERE day < :today::date - :kept")
        .param("kept", DAYS_KEPT)
        .param("today", today)
        .update();
  }

  private static Set<SlotKey> keys(List<Row> rows, String state) {
    return rows.stream()
        .filter(row -> row.state().equals(state))
        .map(Row::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Slot> those(List<ClaimRequest> requests, Set<SlotKey> keys) {
    return requests.stream()
        .map(ClaimRequest::slot)
        .filter(slot -> keys.contains(SlotKey.of(slot)))
        .toList();
  }
}
