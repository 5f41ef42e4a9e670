package dev.plumbline.gate.live;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what to an evaluation; only ever added to. */
@Repository
@ConditionalOnRole(Role.API)
class AuditStore {

  /**
   * @param event {@code asked}, {@code cancelled}, {@code overridden} or {@code ended}
   */
  record Entry(Instant at, String event, String by, String detail) {}

  private final JdbcClient jdbc;

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String evaluation, Entry entry) {
    jdbc.sql(
            """
            insert into gate.audit (at, evaluation, event, by_name, detail)
            values (:at, :evaluation, :event, :by, :detail)
            """)
        .param("at", EvaluationStore.utc(entry.at()))
        .param("evaluation", evaluation)
        .param("event", entry.event())
        .param("by", entry.by())
        .param("detail", entry.detail())
        .update();
  }

  List<Entry> of(String evaluation) {
    return jdbc.sql(
            "select at, event, by_name, detail from gate.audit where evaluation = :id order by at")
        .param("id", evaluation)
        .query((row, _) ->
            new Entry(
                EvaluationRows.instant(row, "at"),
                row.getString("event"),
                row.getString("by_name"),
                row.getString("detail")))
        .list();
  }
}
