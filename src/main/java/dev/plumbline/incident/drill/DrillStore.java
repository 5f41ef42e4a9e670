package dev.plumbline.incident.drill;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was seen of the drill. */
@Repository
@ConditionalOnRole(Role.API)
class DrillStore {
  private final JdbcClient jdbc;

  DrillStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The first of a check and fault stands. */
  void add(Drills.Sighting sighting) {
    jdbc.sql(
            """
            insert into incident.drills (check_name, fault_at, detected_at, probes)
            values (:check, :fault, :at, :probes)
            on conflict do nothing
            """)
        .param("check", sighting.check())
        .param("fault", utc(sighting.fault()))
        .param("at", utc(sighting.at()))
        .param("probes", sighting.probes())
        .update();
  }

  /** The newest of each check. */
  List<Drills.Sighting> newest() {
    return jdbc.sql(
            """
            select distinct on (check_name) check_name, fault_at, detected_at, probes
            from incident.drills order by check_name, fault_at desc
            """)
        .query(DrillStore::sighting)
        .list();
  }

  /** Newest fault first. */
  List<Drills.Sighting> all(int limit) {
    return jdbc.sql(
            """
            select check_name, fault_at, detected_at, probes
            from incident.drills order by fault_at desc, check_name limit :limit
            """)
        .param("limit", limit)
        .query(DrillStore::sighting)
        .list();
  }

  void forgetBefore(Instant instant) {
    jdbc.sql("delete from incident.drills where fault_at < :instant")
        .param("instant", utc(instant))
        .update();
  }

  private static Drills.Sighting sighting(ResultSet row, int number) throws SQLException {
    return new Drills.Sighting(
        row.getString("check_name"),
        instant(row, "fault_at"),
        instant(row, "detected_at"),
        row.getLong("probes"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column).toInstant();
  }
}
