package dev.plumbline.probe;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads claims and budgets for those who show them. */
@Repository
@ConditionalOnRole(Role.API)
class SlotHistoryStore implements SlotHistory {
  private final JdbcClient jdbc;

  SlotHistoryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Past> newest(String target, Instant since, int limit) {
    return jdbc.sql(
            """
            SELECT target, suite, probe, slot_at, state FROM probe.claims
            WHERE slot_at >= :since AND target = :target
            ORDER BY slot_at DESC LIMIT :limit
            """)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("target", target)
        .param("limit", limit)
        .query(SlotHistoryStore::past)
        .list();
  }

  @Override
  public Map<String, Spending> spendingAt(Instant instant) {
    OffsetDateTime hour = instant.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC);
    Map<String, Spending> spending = new HashMap<>();
    jdbc.sql(
            """
            WITH reserved AS (
              SELECT scope, sum(1) AS used, sum(tokens) AS tokens, sum(nano_usd) AS nano_usd,
                     sum(1) FILTER (WHERE in_hour) AS hour_used,
                     sum(tokens) FILTER (WHERE in_hour) AS hour_tokens,
                     sum(nano_usd) FILTER (WHERE in_hour) AS hour_nano_usd
              FROM (SELECT target, of_fleet, tokens, nano_usd,
                           slot_at BETWEEN :hour AND :hour + interval '1 hour - 1 microsecond' AS in_hour
                    FROM probe.claims
                    WHERE state = 'claimed' AND slot_at >= :midnight
                      AND slot_at < :midnight + interval '1 day') AS open,
                   LATERAL (VALUES (target), (CASE WHEN of_fleet THEN '*' END)) AS s(scope)
              WHERE scope IS NOT NULL
              GROUP BY scope
            )
            SELECT d.target, d.used, d.tokens, d.nano_usd,
                   coalesce(h.used, 0) AS hour_used, coalesce(h.tokens, 0) AS hour_tokens,
                   coalesce(h.nano_usd, 0) AS hour_nano_usd,
                   coalesce(r.used, 0) AS open_used, coalesce(r.tokens, 0) AS open_tokens,
                   coalesce(r.nano_usd, 0) AS open_nano_usd,
                   coalesce(r.hour_used, 0) AS open_hour_used,
                   coalesce(r.hour_tokens, 0) AS open_hour_tokens,
                   coalesce(r.hour_nano_usd, 0) AS open_hour_nano_usd
            FROM probe.budgets d
            LEFT JOIN probe.budget_hours h ON h.target = d.target AND h.hour = :hour
            LEFT JOIN reserved r ON r.scope = d.target
            WHERE d.day = :day
            """)
        .param("day", LocalDate.ofInstant(instant, ZoneOffset.UTC))
        .param("midnight", instant.truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
        .param("hour", hour)
        .query((ResultSet row) -> {
          spending.put(
              row.getString("target"),
              new Spending(
                  new Spending.Window(amounts(row, "hour_"), amounts(row, "open_hour_")),
                  new Spending.Window(amounts(row, ""), amounts(row, "open_"))));
        });
    return spending;
  }

  private static Spent amounts(ResultSet row, String prefix) throws SQLException {
    return new Spent(
        row.getLong(prefix + "used"),
        row.getLong(prefix + "tokens"),
        row.getLong(prefix + "nano_usd"));
  }

  private static Past past(ResultSet row, int number) throws SQLException {
    SlotKey key =
        new SlotKey(
            row.getString("target"),
            row.getString("suite"),
            row.getString("probe"),
            row.getObject("slot_at", OffsetDateTime.class).toInstant());
    return new Past(
        key.target(), key.suite(), key.probe(), key.at(), row.getString("state"), id(key));
  }

  private static String id(SlotKey key) {
    return new Slot(
            key.target(),
            key.suite(),
            key.probe(),
            key.at(),
            new Session("", Session.Kind.FRESH, 0, 1))
        .exchangeId();
  }
}
