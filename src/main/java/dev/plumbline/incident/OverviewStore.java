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
  /**
   * Whoever has an incident has the one it was merged into: the cause is the same. What reopens it
   * makes it nobody's again; positions are those of all incidents' entries in the order they came.
   */
  private static final String SELECT =
      """
      select i.*, a.at as acknowledged_at, a.by_name as acknowledged_by, a.note as acknowledged_note
      from incident.incidents i left join lateral (
        select at, by_name, note from incident.acknowledgements
        where incident in (
            select id from incident.incidents m where m.id = i.id or m.merged_into = i.id)
          and not exists (
          select from incident.timeline t
          where t.incident = i.id and t.event = 'REOPENED' and t.position > after_position)
        order by position desc limit 1) a on i.state = 'OPEN'
      """;

  private final JdbcClient jdbc;

  OverviewStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Overview> find(String id) {
    return jdbc.sql(SELECT + "where i.id = :id").param("id", id).query(Rows::overview).optional();
  }

  /**
   * Newest first.
   *
   * @param states {@code OPEN}, {@code RESOLVED}, {@code MERGED}
   */
  List<Overview> list(Collection<String> states, int limit) {
    return list(states, false, limit);
  }

  /** Open ones that somebody has, newest first. */
  List<Overview> acknowledged(int limit) {
    return list(List.of("OPEN"), true, limit);
  }

  private List<Overview> list(Collection<String> states, boolean acknowledged, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where i.state in (:states) and (not :acknowledged or a.at is not null)
                order by i.opened_at desc, i.id limit :limit
                """)
        .param("acknowledged", acknowledged)
        .param("states", states)
        .param("limit", limit)
        .query(Rows::overview)
        .list();
  }

  /** Open ones and those that ended since, oldest first. */
  List<Overview> openOrEndedSince(Instant since) {
    return jdbc.sql(
            SELECT
                + """
                where i.state = 'OPEN' or i.ended_at > :since
                order by i.opened_at, i.id
                """)
        .param("since", Rows.utc(since))
        .query(Rows::overview)
        .list();
  }

  /**
   * What detections did and who had it meanwhile, or had what was merged into it, in the order in
   * which it was written down.
   */
  List<TimelineEntry> timeline(String incident) {
    return jdbc.sql(
            """
            select at, event, text from (
              select position as place, 0 as step, at, event, text
              from incident.timeline where incident = :incident
              union all
              select after_position, position, at, 'ACKNOWLEDGED',
                     'by ' || by_name
                       || case incident when :incident then '' else ', of ' || incident end
                       || case note when '' then '' else ': ' || note end
              from incident.acknowledgements
              where incident in (
                select id from incident.incidents
                where id = :incident or merged_into = :incident)) entries
            order by place, step
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
