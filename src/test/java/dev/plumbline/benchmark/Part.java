package dev.plumbline.benchmark;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One question the benchmark answers, in cells that can be measured one at a time. */
interface Part {
  String name();

  List<Cell> cells(Size size);

  /**
   * The least that is measured on its own and not again.
   *
   * @param name unique within the part, and for {@link Chance} the seed
   * @param measuring gives numbers, texts and lists of such by name
   */
  record Cell(String name, Supplier<Map<String, Object>> measuring) {}
}
