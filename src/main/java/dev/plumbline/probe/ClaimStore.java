package dev.plumbline.probe;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Claims in PostgreSQL. Whatever is counted (skipped, lost) is counted by the one transaction that
 * writes it, so that it is counted once over all workers.
 */
final class ClaimStore {
  private static final int DAYS_KEPT = 3;
  private static final int DAYS_AHEAD = 2;
  private static final Comparator<ClaimRequest> EARLIEST_FIRST =
      Comparator.<ClaimRequest, Instant>comparing(it -> it.slot().at())
          .thenComparing(it -> it.slot().target());

  /**
   * Slots of a batch that were nobody's before.
   *
   * @param claimed ours to send
   * @param skipped why each of the others is never sent
   */
  record Claimed(List<Slot> claimed, Map<Slot, Skip> skipped, Map<String, Instant> pauses) {}

  private record Decision(ClaimRequest request, Optional<Skip> skip) {}

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final BudgetStore budgets;
  private final PauseStore pauses;

  ClaimStore(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.budgets = new BudgetStore(jdbc);
    this.pauses = new PauseStore(jdbc);
  }

  /**
   * Claims those slots of a batch that nobody has, as far as budgets go and unless their target is
   * paused, earliest first. The locks on the budgets make workers take turns, in an order that
   * cannot deadlock; what a claim may cost is reserved in the transaction that makes it, at its
   * worst, so that whoever dies wherever leaves no claim that was not paid for.
   */
  Claimed claim(List<ClaimRequest> requests) {
    return requests.isEmpty()
        ? new Claimed(List.of(), Map.of(), Map.of())
        : transactions.execute(_ -> claimInTransaction(requests));
  }

  private Claimed claimInTransaction(List<ClaimRequest> requests) {
    Map<String, Instant> paused =
        pauses.of(requests.stream().map(it -> it.slot().target()).distinct().toList());
    Reservations reservations =
        new Reservations(
            budgets.lock(
                requests.stream().flatMap(it -> Reservations.windows(it).stream()).toList()));
    Set<SlotKey> taken = taken(requests);
    Map<SlotKey, Decision> decisions = new LinkedHashMap<>();
    requests.stream()
        .sorted(EARLIEST_FIRST)
        .filter(it -> !taken.contains(SlotKey.of(it.slot())))
        .forEach(it ->
            decisions.computeIfAbsent(
                SlotKey.of(it.slot()), _ -> new Decision(it, skip(it, paused, reservations))));
    List<Decision> ours =
        insert(List.copyOf(decisions.values())).stream()
            .flatMap(it -> Stream.ofNullable(decisions.get(it)))
            .toList();
    Map<BudgetWindow, Spent> spent = new HashMap<>();
    Map<Slot, Skip> skipped = new LinkedHashMap<>();
    List<Slot> claimed = new ArrayList<>();
    for (Decision decision : ours) {
      decision.skip().ifPresent(why -> skipped.put(decision.request().slot(), why));
      if (decision.skip().isEmpty()) {
        claimed.add(decision.request().slot());
        Reservations.windows(decision.request())
            .forEach(window ->
                spent.merge(window, Spent.NOTHING.plus(decision.request().cost()), Spent::plus));
      }
    }
    budgets.spend(spent);
    return new Claimed(List.copyOf(claimed), Collections.unmodifiableMap(skipped), paused);
  }

  private static Optional<Skip> skip(
      ClaimRequest request, Map<String, Instant> paused, Reservations reservations) {
    Instant until = paused.getOrDefault(request.slot().target(), Instant.MIN);
    return request.slot().at().isBefore(until)
        ? Optional.of(Skip.THROTTLED)
        : reservations.reserve(request);
  }

  private Set<SlotKey> taken(List<ClaimRequest> requests) {
    return Set.copyOf(
        jdbc.sql(
                """
                SELECT c.slot_at, c.target, c.suite, c.probe
                FROM unnest(:targets::text[], :suites::text[], :probes::text[], :ats::timestamptz[])
                       AS w(target, suite, probe, slot_at)
                JOIN probe.claims c
                  ON (c.slot_at, c.target, c.suite, c.probe)
                   = (w.slot_at, w.target, w.suite, w.probe)
                WHERE c.slot_at BETWEEN :first::timestamptz AND :last::timestamptz
                """)
            .params(SlotColumns.of(requests.stream().map(ClaimRequest::slot).toList()).parameters())
            .query((row, _) -> key(row))
            .set());
  }

  /** Writes decisions down; those that stand, in order of time: the sweep may have been faster. */
  private List<SlotKey> insert(List<Decision> decisions) {
    if (decisions.isEmpty()) {
      return List.of();
    }
    List<Slot> slots = decisions.stream().map(it -> it.request().slot()).toList();
    return jdbc.sql(
            """
            WITH inserted AS (
              INSERT INTO probe.claims
                (slot_at, target, suite, probe, state, lost_at, tokens, nano_usd, of_fleet)
              SELECT slot_at, target, suite, probe,
                     CASE WHEN claimed THEN 'claimed' ELSE 'skipped' END,
                     CASE WHEN claimed THEN lost_at END,
                     CASE WHEN claimed THEN tokens ELSE 0 END,
                     CASE WHEN claimed THEN nano_usd ELSE 0 END,
                     claimed AND of_fleet
              FROM unnest(:targets::text[], :suites::text[], :probes::text[], :ats::timestamptz[],
                          :lostAts::timestamptz[], :claimed::boolean[], :tokens::bigint[],
                          :nanos::bigint[], :ofFleet::boolean[])
                   AS s(target, suite, probe, slot_at, lost_at, claimed, tokens, nano_usd, of_fleet)
              ORDER BY slot_at, target
              ON CONFLICT DO NOTHING
              RETURNING slot_at, target, suite, probe
            )
            SELECT * FROM inserted ORDER BY slot_at, target
            """)
        .params(SlotColumns.of(slots).parameters())
        .param("lostAts", SlotColumns.texts(decisions, it -> it.request().lostAt()))
        .param("claimed", decisions.stream().map(it -> it.skip().isEmpty()).toArray(Boolean[]::new))
        .param(
            "tokens",
            decisions.stream().map(it -> it.request().cost().tokens()).toArray(Long[]::new))
        .param(
            "nanos",
            decisions.stream().map(it -> it.request().cost().nanoUsd()).toArray(Long[]::new))
        .param(
            "ofFleet", decisions.stream().map(it -> it.request().ofFleet()).toArray(Boolean[]::new))
        .query((row, _) -> key(row))
        .list();
  }

  private static SlotKey key(ResultSet row) throws SQLException {
    return new SlotKey(
        row.getString("target"),
        row.getString("suite"),
        row.getString("probe"),
        row.getObject("slot_at", OffsetDateTime.class).toInstant());
  }

  /**
   * Gives a claim up that will not be sent, because its target is paused by now. It is never
   * claimed again, and what it reserved stays reserved. Whether it was ours to give up.
   */
  boolean giveUp(Slot slot) {
    return jdbc.sql(
                """
                UPDATE probe.claims SET state = 'skipped', lost_at = NULL
                WHERE (slot_at, target, suite, probe) = (:at::timestamptz, :target, :suite, :probe)
                  AND state = 'claimed'
                """)
            .param("at", slot.at().toString())
            .param("target", slot.target())
            .param("suite", slot.suite())
            .param("probe", slot.probe())
            .update()
        > 0;
  }

  /** Makes room for the days to come and drops what is no longer needed. */
  void roll(LocalDate today) {
    jdbc.sql("SELECT util.roll_daily('probe.claims', :kept, :ahead, :today)")
        .param("kept", DAYS_KEPT)
        .param("ahead", DAYS_AHEAD)
        .param("today", today)
        .query(row -> {});
    budgets.forgetBefore(today.minusDays(DAYS_KEPT));
    pauses.forgetBefore(today.minusDays(1));
  }
}
