package dev.plumbline.incident;

import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every detection that made or changed an incident, as it came. */
@Repository
@ConditionalOnRole(Role.API)
class DetectionStore implements SeriesOnsets {
  private final JdbcClient jdbc;

  DetectionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean isKnown(String id) {
    return jdbc.sql("select exists (select from incident.detections where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  void add(String incident, Detection detection) {
    jdbc.sql(
            """
            insert into incident.detections (incident, id, series, kind, at, detection)
            values (:incident, :id, :series, :kind, :at, cast(:detection as jsonb))
            """)
        .param("incident", incident)
        .param("id", detection.id())
        .param("series", detection.series().toString())
        .param("kind", detection.kind().name())
        .param("at", Rows.utc(detection.at()))
        .param("detection", Rows.json(detection))
        .update();
  }

  /** What one incident has becomes another's. */
  void move(String from, String into) {
    jdbc.sql(
            """
            insert into incident.detections (incident, id, series, kind, at, detection)
            select :into, id, series, kind, at, detection
            from incident.detections where incident = :from
            on conflict (incident, id) do nothing
            """)
        .param("from", from)
        .param("into", into)
        .update();
    jdbc.sql("delete from incident.detections where incident = :from").param("from", from).update();
  }

  /** What one incident has of a check becomes another's. */
  void move(String from, String into, String check) {
    jdbc.sql(
            """
            update incident.detections set incident = :into
            where incident = :from and split_part(series, '|', 1) = :check
            """)
        .param("from", from)
        .param("into", into)
        .param("check", check)
        .update();
  }

  /** Newest first. */
  List<Detection> newest(String incident, int limit) {
    return jdbc.sql(
            """
            select detection from incident.detections
            where incident = :incident order by at desc, id limit :limit
            """)
        .param("incident", incident)
        .param("limit", limit)
        .query((row, _) -> Json.MAPPER.readValue(row.getString("detection"), Detection.class))
        .list();
  }

  long count(String incident) {
    return jdbc.sql("select count(*) from incident.detections where incident = :incident")
        .param("incident", incident)
        .query(Long.class)
        .single();
  }

  @Override
  public Map<SeriesKey, Instant> current() {
    Map<SeriesKey, Instant> onsets = new HashMap<>();
    jdbc.sql(
            """
            select t.series, t.track #>> '{onset,likeliest}' as onset
            from incident.tracks t join incident.incidents i on i.id = t.incident
            where i.state = 'OPEN' and not (t.track ->> 'cleared')::boolean
            """)
        .query((ResultSet row) -> {
          onsets.merge(
              SeriesKey.parse(row.getString("series")),
              Instant.parse(row.getString("onset")),
              (one, other) -> one.isBefore(other) ? one : other);
        });
    return onsets;
  }
}
