package dev.plumbline.triage;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The fleet as a table: a group of rows a model, a row a platform, a column an accelerator, pools
 * inside a cell, the worst first.
 */
record Matrix(List<String> accelerators, List<Group> groups, int shown) {

  /** All rows of one model. */
  record Group(String model, List<Row> rows) {}

  /** One platform; a cell an accelerator, in the order of the columns, maybe empty. */
  record Row(String platform, List<List<Pool>> cells) {}

  private static final Comparator<Pool> WORST_FIRST =
      Comparator.comparing(Pool::standing).thenComparing(pool -> pool.labels().pool());

  static Matrix of(Collection<Pool> pools) {
    List<String> accelerators =
        List.copyOf(
            pools.stream()
                .map(pool -> pool.labels().accelerator())
                .collect(Collectors.toCollection(TreeSet::new)));
    Map<String, Map<String, List<Pool>>> byModel =
        pools.stream()
            .collect(
                Collectors.groupingBy(
                    pool -> pool.labels().model(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        pool -> pool.labels().platform(), TreeMap::new, Collectors.toList())));
    return new Matrix(
        accelerators,
        byModel.entrySet().stream()
            .map(model ->
                new Group(
                    model.getKey(),
                    model.getValue().entrySet().stream()
                        .map(row -> row(row.getKey(), row.getValue(), accelerators))
                        .toList()))
            .toList(),
        pools.size());
  }

  private static Row row(String platform, List<Pool> pools, List<String> accelerators) {
    Map<String, List<Pool>> cells =
        pools.stream().collect(Collectors.groupingBy(pool -> pool.labels().accelerator()));
    return new Row(
        platform,
        accelerators.stream()
            .map(accelerator ->
                cells.getOrDefault(accelerator, List.of()).stream().sorted(WORST_FIRST).toList())
            .toList());
  }
}
