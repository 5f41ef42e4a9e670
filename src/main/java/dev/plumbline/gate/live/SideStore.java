package dev.plumbline.gate.live;

import dev.plumbline.gate.Side;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
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
        .query((row, _) ->
            new SideRow(
                row.getLong("pair"),
                row.getBoolean("candidate"),
                EvaluationRows.instant(row, "at"),
                row.getString("probe"),
                row.getString("exchange"),
                Json.MAPPER.readValue(row.getString("readings"), READINGS)))
        .list();
  }
}
