package dev.plumbline.gate.live;

import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.topic.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of {@code gate.evaluations}. */
final class EvaluationRows {
  private EvaluationRows() {}

  static Evaluation evaluation(ResultSet row) throws SQLException {
    return new Evaluation(
        row.getString("id"),
        request(row),
        row.getInt("attempt"),
        instant(row, "requested_at"),
        instantOrNull(row, "ended_at"),
        row.getString("verdict"),
        Json.MAPPER.readValue(row.getString("body"), GateBody.class),
        List.of());
  }

  static Evaluation with(Evaluation evaluation, List<GateOverride> overrides) {
    return new Evaluation(
        evaluation.id(),
        evaluation.request(),
        evaluation.attempt(),
        evaluation.requestedAt(),
        evaluation.endedAt(),
        evaluation.verdict(),
        evaluation.body(),
        overrides);
  }

  static GateRequest request(ResultSet row) throws SQLException {
    return new GateRequest(
        row.getString("gate"),
        row.getString("candidate"),
        row.getString("baseline"),
        row.getString("build"),
        row.getString("environment"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(row, column), column);
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of(Json.MAPPER.readValue(row.getString(column), String[].class));
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
