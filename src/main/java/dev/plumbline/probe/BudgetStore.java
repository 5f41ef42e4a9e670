package dev.plumbline.probe;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is spent, in PostgreSQL. Whoever changes it locks the days first, then the hours, each in
 * order of target and time, so that nobody waits in a circle.
 */
final class BudgetStore {
  private static final Comparator<BudgetWindow> BY_NAME =
      Comparator.comparing(BudgetWindow::target).thenComparing(BudgetWindow::from);
  private final JdbcClient jdbc;

  BudgetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is spent in these windows, which nobody else changes until the transaction ends. */
  Map<BudgetWindow, Spent> lock(Collection<BudgetWindow> windows) {
    Map<BudgetWindow, Spent> spent = new HashMap<>();
    lock(
        windows.stream().filter(BudgetWindow::day).distinct().sorted(BY_NAME).toList(),
        "probe.budgets",
        "day",
        "date",
        window -> LocalDate.ofInstant(window.from(), ZoneOffset.UTC),
        spent);
    lock(
        windows.stream().filter(window -> !window.day()).distinct().sorted(BY_NAME).toList(),
        "probe.budget_hours",
        "hour",
        "timestamptz",
        BudgetWindow::from,
        spent);
    return spent;
  }

  private void lock(
      List<BudgetWindow> windows,
      String table,
      String column,
      String type,
      Function<BudgetWindow, Object> from,
      Map<BudgetWindow, Spent> spent) {
    String[] targets = windows.stream().map(BudgetWindow::target).toArray(String[]::new);
    String[] froms = windows.stream().map(from).map(String::valueOf).toArray(String[]::new);
    jdbc.sql(
            """
            INSERT INTO %1$s (target, %2$s, used)
            SELECT target, starts, 0 FROM unnest(:targets::text[], :froms::%3$s[]) AS w(target, starts)
            ORDER BY 1, 2
            ON CONFLICT DO NOTHING
            """
                .formatted(table, column, type))
        .param("targets", targets)
        .param("froms", froms)
        .update();
    jdbc.sql(
            """
            SELECT target, %2$s AS starts, used, tokens, nano_usd FROM %1$s
            WHERE (target, %2$s) IN (
              SELECT target, starts FROM unnest(:targets::text[], :froms::%3$s[]) AS w(target, starts))
            ORDER BY target, %2$s
            FOR UPDATE
            """
                .formatted(table, column, type))
        .param("targets", targets)
        .param("froms", froms)
        .query((ResultSet row) -> {
          spent.put(window(row, column.equals("day")), amounts(row));
        });
  }

  /** Adds what was reserved; the caller holds the locks. */
  void spend(Map<BudgetWindow, Spent> added) {
    add(
        added.entrySet().stream().filter(it -> it.getKey().day()).toList(),
        "probe.budgets",
        "day",
        "date",
        window -> LocalDate.ofInstant(window.from(), ZoneOffset.UTC));
    add(
        added.entrySet().stream().filter(it -> !it.getKey().day()).toList(),
        "probe.budget_hours",
        "hour",
        "timestamptz",
        BudgetWindow::from);
  }

  private void add(
      List<Map.Entry<BudgetWindow, Spent>> added,
      String table,
      String column,
      String type,
      Function<BudgetWindow, Object> from) {
    jdbc.sql(
            """
            UPDATE %1$s b
            SET used = b.used + s.used, tokens = b.tokens + s.tokens, nano_usd = b.nano_usd + s.nano_usd
            FROM unnest(:targets::text[], :froms::%3$s[], :used::bigint[], :tokens::bigint[],
                        :nanos::bigint[]) AS s(target, starts, used, tokens, nano_usd)
            WHERE b.target = s.target AND b.%2$s = s.starts
            """
                .formatted(table, column, type))
        .param("targets", added.stream().map(it -> it.getKey().target()).toArray(String[]::new))
        .param(
            "froms",
            added.stream()
                .map(it -> String.valueOf(from.apply(it.getKey())))
                .toArray(String[]::new))
        .param("used", added.stream().map(it -> it.getValue().requests()).toArray(Long[]::new))
        .param("tokens", added.stream().map(it -> it.getValue().tokens()).toArray(Long[]::new))
        .param("nanos", added.stream().map(it -> it.getValue().nanoUsd()).toArray(Long[]::new))
        .update();
  }

  /** Drops days and hours that began before a day. */
  void forgetBefore(LocalDate day) {
    jdbc.sql("DELETE FROM probe.budgets WHERE day < :day").param("day", day).update();
    jdbc.sql("DELETE FROM probe.budget_hours WHERE hour < :hour")
        .param("hour", day.atStartOfDay().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static BudgetWindow window(ResultSet row, boolean day) throws SQLException {
    String target = row.getString("target");
    return day
        ? new BudgetWindow(
            target,
            true,
            row.getObject("starts", LocalDate.class).atStartOfDay().toInstant(ZoneOffset.UTC))
        : new BudgetWindow(
            target, false, row.getObject("starts", OffsetDateTime.class).toInstant());
  }

  private static Spent amounts(ResultSet row) throws SQLException {
    return new Spent(row.getLong("used"), row.getLong("tokens"), row.getLong("nano_usd"));
  }
}
