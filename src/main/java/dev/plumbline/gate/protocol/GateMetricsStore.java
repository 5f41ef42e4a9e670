package dev.plumbline.gate.protocol;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How evaluations have ended, counted. */
@Repository
@ConditionalOnRole(Role.API)
class GateMetricsStore {
  private final JdbcClient jdbc;

  GateMetricsStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Ended(String gate, String verdict, long count) {}

  List<Ended> ended() {
    return jdbc.sql(
            """
            select gate, verdict, count(*) as count from gate.evaluations
            where verdict is not null group by gate, verdict order by gate, verdict
            """)
        .query((row, _) ->
            new Ended(row.getString("gate"), row.getString("verdict"), row.getLong("count")))
        .list();
  }
}
