package dev.plumbline.incident;

import dev.plumbline.detect.SeriesKey;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Incidents as grouping needs and leaves them. Writes share a transaction with the progress. */
@Repository
@ConditionalOnRole(Role.API)
class IncidentStore {
  private final JdbcClient jdbc;
  private final OverviewStore overviews;

  IncidentStore(JdbcClient jdbc, OverviewStore overviews) {
    this.jdbc = jdbc;
    this.overviews = overviews;
  }

  /** Open ones and those that ended since, oldest first. */
  List<Incident> openOrEndedSince(Instant since) {
    return overviews.openOrEndedSince(since).stream().map(this::whole).toList();
  }

  void save(Incident incident) {
    Rows.Ending ending = Rows.Ending.of(incident.lifecycle());
    jdbc.sql(
            """
            insert into incident.incidents
              (id, severity, state, opened_at, changed_at, ended_at, merged_into, finding, exchanges)
            values (:id, :severity, :state, :openedAt, :changedAt, :endedAt, :mergedInto,
                    cast(:finding as jsonb), cast(:exchanges as jsonb))
            on conflict (id) do update set
              severity = excluded.severity, state = excluded.state,
              changed_at = excluded.changed_at, ended_at = excluded.ended_at,
              merged_into = excluded.merged_into, finding = excluded.finding,
              exchanges = excluded.exchanges
            """)
        .param("id", incident.id())
        .param("severity", incident.severity().name())
        .param("state", ending.state())
        .param("openedAt", Rows.utc(incident.openedAt()))
        .param("changedAt", Rows.utc(incident.changedAt()))
        .param("endedAt", ending.at())
        .param("mergedInto", ending.into())
        .param("finding", Rows.json(incident.finding()))
        .param("exchanges", Rows.json(incident.exchanges()))
        .update();
    jdbc.sql("delete from incident.tracks where incident = :id and not series = any(:series)")
        .param("id", incident.id())
        .param(
            "series",
            incident.tracks().stream()
                .map(track -> track.series().toString())
                .toArray(String[]::new))
        .update();
    for (int position = 0; position < incident.tracks().size(); position++) {
      save(incident.id(), position, incident.tracks().get(position));
    }
  }

  void append(String incident, List<TimelineEntry> entries) {
    for (TimelineEntry entry : entries) {
      jdbc.sql(
              """
              insert into incident.timeline (incident, at, event, text)
              values (:incident, :at, :event, :text)
              """)
          .param("incident", incident)
          .param("at", Rows.utc(entry.at()))
          .param("event", entry.event().name())
          .param("text", entry.text())
          .update();
    }
  }

  private void save(String incident, int position, SeriesTrack track) {
    jdbc.sql(
            """
            insert into incident.tracks (incident, series, position, track)
            values (:incident, :series, :position, cast(:track as jsonb))
            on conflict (incident, series) do update
              set position = excluded.position, track = excluded.track
            """)
        .param("incident", incident)
        .param("series", track.series().toString())
        .param("position", position)
        .param("track", Rows.json(track))
        .update();
  }

  private Incident whole(Overview overview) {
    return new Incident(
        overview.id(),
        overview.severity(),
        overview.lifecycle(),
        overview.openedAt(),
        overview.changedAt(),
        overview.finding(),
        tracks(overview.id()),
        overview.exchanges());
  }

  /** What each of its series has said, in order of appearance. */
  List<SeriesTrack> tracks(String incident) {
    return jdbc.sql(
            "select track from incident.tracks where incident = :incident order by position")
        .param("incident", incident)
        .query((row, _) -> Json.MAPPER.readValue(row.getString("track"), SeriesTrack.class))
        .list();
  }

  /** What a series that has not cleared has said in each incident that is open. */
  List<SeriesTrack> openTracks(SeriesKey series) {
    return jdbc.sql(
            """
            select t.track from incident.tracks t join incident.incidents i on i.id = t.incident
            where i.state = 'OPEN' and t.series = :series and not (t.track ->> 'cleared')::boolean
            """)
        .param("series", series.toString())
        .query((row, _) -> Json.MAPPER.readValue(row.getString("track"), SeriesTrack.class))
        .list();
  }
}
