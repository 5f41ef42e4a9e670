package dev.plumbline.probe;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
  public Map<String, Long> usedOn(Instant day) {
    Map<String, Long> used = new HashMap<>();
    jdbc.sql("SELECT target, used FROM probe.budgets WHERE day = :day AND target <> '*'")
        .param("day", LocalDate.ofInstant(day, ZoneOffset.UTC))
        .query((ResultSet row) -> {
          used.put(row.getString("target"), row.getLong("used"));
        });
    return used;
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
