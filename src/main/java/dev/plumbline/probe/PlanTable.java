package dev.plumbline.probe;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Slots as a table for people: what {@code plumbline plan} prints. Times are UTC. */
public final class PlanTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final List<String> HEADING = List.of("at (UTC)", "target", "probe", "session");

  private PlanTable() {}

  /** One line a slot, in the order given, under a heading and above a sum. */
  public static String of(List<Slot> slots) {
    List<List<String>> rows =
        Stream.concat(Stream.of(HEADING), slots.stream().map(PlanTable::row)).toList();
    List<Integer> widths =
        Stream.of(0, 1, 2)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toList();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining()) + sum(slots);
  }

  private static List<String> row(Slot slot) {
    return List.of(
        TIME.format(slot.at()),
        slot.target(),
        slot.suite() + "/" + slot.probe(),
        session(slot.session()));
  }

  private static String session(Session session) {
    return switch (session.kind()) {
      case FRESH -> "fresh";
      case BURST -> "burst %s %d/%d".formatted(session.id(), session.turn() + 1, session.turns());
      case STICKY -> "sticky %s %d/%d".formatted(session.id(), session.turn() + 1, session.turns());
    };
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - cell.length() + 2));
    }
    return line.append(row.getLast()).append('\n').toString();
  }

  private static String sum(List<Slot> slots) {
    long targets = slots.stream().map(Slot::target).distinct().count();
    long sessions = slots.stream().map(slot -> slot.session().id()).distinct().count();
    return "%d slots, %d targets, %d sessions\n".formatted(slots.size(), targets, sessions);
  }
}
