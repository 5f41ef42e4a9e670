package dev.plumbline.incident.change;

import dev.plumbline.catalog.Slice;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The calendar in PostgreSQL. */
@Repository
@ConditionalOnRole(Role.API)
class ChangeStore implements ChangeCalendar {
  private final JdbcClient jdbc;

  ChangeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a change; false if its id is taken, which changes nothing. */
  boolean add(Change change, Instant recordedAt) {
    return jdbc.sql(
                """
                insert into incident.changes
                  (id, at, until, model, platform, accelerator, pool, recorded_at, change)
                values (:id, :at, :until, :model, :platform, :accelerator, :pool, :recordedAt,
                        cast(:change as jsonb))
                on conflict (id) do nothing
                """)
            .param("id", change.id())
            .param("at", utc(change.at()))
            .param("until", change.until() == null ? null : utc(change.until()))
            .param("model", change.slice().model())
            .param("platform", change.slice().platform())
            .param("accelerator", change.slice().accelerator())
            .param("pool", change.slice().pool())
            .param("recordedAt", utc(recordedAt))
            .param("change", Json.MAPPER.writeValueAsString(change))
            .update()
        == 1;
  }

  /** Forgets what was over by then; returns how many. */
  int forgetBefore(Instant limit) {
    return jdbc.sql("delete from incident.changes where coalesce(until, at) < :limit")
        .param("limit", utc(limit))
        .update();
  }

  @Override
  public Optional<Entry> find(String id) {
    return jdbc.sql("select change, recorded_at from incident.changes where id = :id")
        .param("id", id)
        .query(ChangeStore::entry)
        .optional();
  }

  @Override
  public List<Entry> during(Instant from, Instant until, Slice slice, int limit) {
    return jdbc.sql(
            """
            select change, recorded_at from incident.changes
            where at <= :until and (at >= :from or until >= :from)
              and (model = '*' or :model = '*' or model = :model)
              and (platform = '*' or :platform = '*' or platform = :platform)
              and (accelerator = '*' or :accelerator = '*' or accelerator = :accelerator)
              and (pool = '*' or :pool = '*' or pool = :pool)
            order by at desc, id limit :limit
            """)
        .param("from", utc(from))
        .param("until", utc(until))
        .param("model", slice.model())
        .param("platform", slice.platform())
        .param("accelerator", slice.accelerator())
        .param("pool", slice.pool())
        .param("limit", limit)
        .query(ChangeStore::entry)
        .list();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    @Nullable OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
    if (recordedAt == null) {
      throw new IllegalStateException("incident.changes.recorded_at is null");
    }
    return new Entry(
        Json.MAPPER.readValue(row.getString("change"), Change.class), recordedAt.toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
