package dev.plumbline.corpus;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a corpus is to hold: every probe of each target's suites, for every fault and for none, in
 * every batch size, so many times.
 *
 * @param catalog whose targets and suites are asked; all are served by a lab made for it
 * @param targets a subset of the catalog's
 * @param suites names of the suites to ask; empty for all a target has
 * @param faults besides health
 * @param batches sizes, 1 to 16
 * @param times exchanges for each combination
 * @param seed of all that the lab draws
 */
public record CorpusPlan(
    Catalog catalog,
    List<Target> targets,
    List<String> suites,
    List<FaultKind> faults,
    List<Integer> batches,
    int times,
    long seed) {

  /** One target under one fault in one batch size: asked all its probes. */
  record Cell(Target target, @Nullable FaultKind fault, int batch) {}

  List<Cell> cells() {
    List<@Nullable FaultKind> causes = new ArrayList<>();
    causes.add(null);
    causes.addAll(faults);
    List<Cell> cells = new ArrayList<>();
    for (Target target : targets) {
      for (FaultKind fault : causes) {
        batches.forEach(batch -> cells.add(new Cell(target, fault, batch)));
      }
    }
    return cells;
  }

  List<Suite> suitesOf(Target target) {
    return target.suites().stream()
        .filter(name -> suites.isEmpty() || suites.contains(name))
        .flatMap(name -> catalog.suite(name).stream())
        .toList();
  }

  /** How many specimens it makes. */
  public int size() {
    return cells().stream().mapToInt(cell -> times * probes(cell.target())).sum();
  }

  private int probes(Target target) {
    return suitesOf(target).stream().mapToInt(suite -> suite.probes().size()).sum();
  }

  /** The first target of each accelerator that gives what {@code suited} asks for. */
  public static List<Target> oneAnAccelerator(Catalog catalog, Predicate<Target> suited) {
    List<Target> suitable = catalog.targets().stream().filter(suited).toList();
    return IntStream.range(0, suitable.size())
        .filter(i ->
            suitable.subList(0, i).stream()
                .noneMatch(earlier ->
                    earlier.labels().accelerator().equals(suitable.get(i).labels().accelerator())))
        .mapToObj(suitable::get)
        .toList();
  }
}
