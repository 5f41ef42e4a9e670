package dev.plumbline.incident;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads incidents for those who show them. */
@Repository
@ConditionalOnRole(Role.API)
class OverviewStore {
  private final JdbcClient jdbc;

  OverviewStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Overview> find(String id) {
    return jdbc.sql("select * from incident.incidents where id = :id")
        .param("id", id)
        .query(Rows::overview)
        .optional();
  }

  /**
   * Newest first.
   *
   * @param states {@code OPEN}, {@code RESOLVED}, {@code MERGED}
   */
  List<Overview> list(Collection<String> states, int limit) {
    return jdbc.sql(
            """
            select * from incident.incidents where state in (:states)
            order by opened_at desc, id limit :limit
            """)
        .param("states", states)
        .param("limit", limit)
        .query(Rows::overview)
        .list();
  }

  /** Open ones and those that ended since, oldest first. */
  List<Overview> openOrEndedSince(Instant since) {
    return jdbc.sql(
            """
            select * from incident.incidents where state = 'OPEN' or ended_at > :since
            order by opened_at, id
            """)
        .param("since", Rows.utc(since))
        .query(Rows::overview)
        .list();
  }

  List<TimelineEntry> timeline(String incident) {
    return jdbc.sql(
            """
            select at, event, text from incident.timeline
            where incident = :incident order by position
            """)
        .param("incident", incident)
        .query((row, _) ->
            new TimelineEntry(
                Rows.instant(row, "at"),
                TimelineEntry.Event.valueOf(row.getString("event")),
                row.getString("text")))
        .list();
  }
}
