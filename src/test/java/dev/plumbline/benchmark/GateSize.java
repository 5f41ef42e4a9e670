package dev.plumbline.benchmark;

/**
 * How much of gates is measured.
 *
 * @param nulls rollouts from which false verdicts are counted
 * @param rollouts of a cell whose pairs are counted
 * @param designs rollouts from which the sizes of competitors are taken
 */
record GateSize(String name, int nulls, int rollouts, int designs) {

  static GateSize of(String name) {
    return switch (name) {
      case "small" -> new GateSize(name, 300, 100, 300);
      case "full" -> new GateSize(name, 10_000, 1_000, 1_000);
      case String other ->
          throw new IllegalArgumentException(
              "-Dbenchmark.size=%s: there are small and full".formatted(other));
    };
  }
}
