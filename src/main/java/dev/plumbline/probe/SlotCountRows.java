package dev.plumbline.probe;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what a statement counted: rows of {@code target} and {@code slots}. */
final class SlotCountRows {
  private SlotCountRows() {}

  static Map<String, Long> read(JdbcClient.StatementSpec statement) {
    return statement
        .query((row, _) -> Map.entry(row.getString("target"), row.getLong("slots")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
