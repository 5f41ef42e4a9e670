package dev.plumbline.incident;

import dev.plumbline.topic.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** How values of this module stand in columns. */
final class Rows {
  private static final TypeReference<List<String>> IDS = new TypeReference<>() {};

  /** The columns {@code state}, {@code ended_at} and {@code merged_into}. */
  record Ending(String state, @Nullable OffsetDateTime at, @Nullable String into) {
    static Ending of(Lifecycle lifecycle) {
      return switch (lifecycle) {
        case Lifecycle.Open() -> new Ending("OPEN", null, null);
        case Lifecycle.Resolved(Instant at) -> new Ending("RESOLVED", utc(at), null);
        case Lifecycle.Merged(Instant at, String into) -> new Ending("MERGED", utc(at), into);
      };
    }

    static Lifecycle read(ResultSet row) throws SQLException {
      String state = row.getString("state");
      return switch (state) {
        case "OPEN" -> new Lifecycle.Open();
        case "RESOLVED" -> new Lifecycle.Resolved(instant(row, "ended_at"));
        case "MERGED" ->
            new Lifecycle.Merged(instant(row, "ended_at"), row.getString("merged_into"));
        default ->
            throw new IllegalStateException("incident.incidents.state is '%s'".formatted(state));
      };
    }
  }

  private Rows() {}

  static Overview overview(ResultSet row, int number) throws SQLException {
    return new Overview(
        row.getString("id"),
        Severity.valueOf(row.getString("severity")),
        Ending.read(row),
        instant(row, "opened_at"),
        instant(row, "changed_at"),
        Json.MAPPER.readValue(row.getString("finding"), Finding.class),
        Json.MAPPER.readValue(row.getString("exchanges"), IDS),
        acknowledgement(row));
  }

  private static @Nullable Acknowledgement acknowledgement(ResultSet row) throws SQLException {
    @Nullable String by = row.getString("acknowledged_by");
    return by == null
        ? null
        : new Acknowledgement(
            instant(row, "acknowledged_at"), by, row.getString("acknowledged_note"));
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column).toInstant();
  }

  static String json(Object value) {
    return Json.MAPPER.writeValueAsString(value);
  }
}
