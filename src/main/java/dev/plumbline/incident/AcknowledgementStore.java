package dev.plumbline.incident;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who has which incident. */
@Repository
@ConditionalOnRole(Role.API)
class AcknowledgementStore {
  private final JdbcClient jdbc;

  AcknowledgementStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Where an incident stands, which it keeps until this transaction ends: a detection that is being
   * written down now is waited for, and the next one waits.
   */
  Optional<Lifecycle> hold(String incident) {
    return jdbc.sql(
            """
            select state, ended_at, merged_into from incident.incidents where id = :id for share
            """)
        .param("id", incident)
        .query((row, _) -> Rows.Ending.read(row))
        .optional();
  }

  void add(String incident, Acknowledgement acknowledgement) {
    jdbc.sql(
            """
            insert into incident.acknowledgements (incident, at, by_name, note, after_position)
            select :incident, :at, :by, :note, coalesce(max(position), 0)
            from incident.timeline where incident = :incident
            """)
        .param("incident", incident)
        .param("at", Rows.utc(acknowledgement.at()))
        .param("by", acknowledgement.by())
        .param("note", acknowledgement.note())
        .update();
  }
}
