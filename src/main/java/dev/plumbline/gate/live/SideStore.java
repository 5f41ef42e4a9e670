package dev.plumbline.gate.live;

import dev.plumbline.gate.Side;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** What the checks of gates read off the exchanges of pairs. */
@Repository
@ConditionalOnRole(Role.API)
class SideStore {
  private static final TypeReference<Map<String, Side>> READINGS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  SideStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Once: whoever reads the same exchange again, here or elsewhere, changes nothing. */
  void add(String evaluation, SideRow side) {
    jdbc.sql(
            """
            insert into gate.sides (evaluation, pair, candidate, at, probe, exchange, readings)
            values (:evaluation, :pair, :candidate, :at, :probe, :exchange, :readings::jsonb)
            on conflict do nothing
            """)
        .param("evaluation", evaluation)
        .param("pair", side.pair())
        .param("candidate", side.candidate())
        .param("at", EvaluationStore.utc(side.at()))
        .param("probe", side.probe())
        .param("exchange", side.exchange())
        .param("readings", Json.MAPPER.writerFor(READINGS).writeValueAsString(side.readings()))
        .update();
  }

  /** Of the pairs from one number, inclusive, to another, exclusive. */
  List<SideRow> of(String evaluation, long from, long to) {
    return jdbc.sql(
            """
            select pair, candidate, at, probe, exchange, readings from gate.sides
            where evaluation = :evaluation and pair >= :from and pair < :to order by pair
            """)
        .param("evaluation", evaluation)
        .param("from", from)
        .param("to", to)
        .query(SideStore::side)
        .list();
  }

  /** Of the candidate's before a pair, those that were not right; newest first. */
  List<SideRow> failing(String evaluation, long before, int limit) {
    return jdbc.sql(
            """
            select pair, candidate, at, probe, exchange, readings from gate.sides
            where evaluation = :evaluation and candidate and pair < :before
                and jsonb_path_exists(readings, '$.* ? (@.failed == true || @.score < 1)')
            order by pair desc limit :limit
            """)
        .param("evaluation", evaluation)
        .param("before", before)
        .param("limit", limit)
        .query(SideStore::side)
        .list();
  }

  private static SideRow side(ResultSet row, int number) throws SQLException {
    return new SideRow(
        row.getLong("pair"),
        row.getBoolean("candidate"),
        EvaluationRows.instant(row, "at"),
        row.getString("probe"),
        row.getString("exchange"),
        Json.MAPPER.readValue(row.getString("readings"), READINGS));
  }
}
