package dev.plumbline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.Observation;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.topic.SortedTable;
import dev.plumbline.topic.Table;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That nothing which happens often looks over the fleet: by counting, not by the clock. */
class DetectionGrowthTest {
  /** Looks and writes are what costs: a store of Streams reads and writes JSON each time. */
  private static final class Counted<V> implements Table<V> {
    private final Table<V> table = Table.inMemory();
    private int read;
    private int written;

    @Override
    public @Nullable V get(String key) {
      read++;
      return table.get(key);
    }

    @Override
    public void put(String key, V value) {
      written++;
      table.put(key, value);
    }

    @Override
    public void delete(String key) {
      table.delete(key);
    }
  }

  private final Counted<Evidence> series = new Counted<>();
  private final Counted<ProbeMemory> probes = new Counted<>();
  private final CheckMemory memory =
      new CheckMemory(series, Table.inMemory(), SortedTable.inMemory(), probes);
  private long offset;

  private List<Decision> observe(DetectionMachine machine, List<Observation> observations) {
    List<Decision> decisions = new ArrayList<>();
    observations.forEach(it -> decisions.addAll(machine.observe(offset++, it)));
    return decisions;
  }

  private static List<Observation> minutes(GrowthFleet fleet, int from, int count) {
    return fleet.records((long) from * fleet.aMinute(), count * fleet.aMinute()).stream()
        .map(ScoreTopics.OBSERVATIONS::decode)
        .toList();
  }

  /** Each series that has a trial is read and written once, and no other, in any fleet. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void aWindowReadsWhatItTouches(int models) {
    GrowthFleet fleet = new GrowthFleet(models, 1);
    DetectionMachine machine = new DetectionMachine(fleet::catalog, memory);
    observe(machine, minutes(fleet, 0, 3));
    series.read = 0;
    series.written = 0;
    probes.read = 0;

    List<Decision> decisions = observe(machine, minutes(fleet, 3, 1));

    int made = new SeriesPlan(fleet.catalog()).all().size();
    assertThat(decisions).hasSize(made).allMatch(it -> it instanceof Decision.Stands);
    assertThat(series.read).isEqualTo(made);
    assertThat(series.written).isEqualTo(made);
    assertThat(probes.read)
        .as("four probes, whether suspected and to be judged")
        .isLessThanOrEqualTo(8);
  }

  /** Alarms tell of all leaves; they are read once a window, not once an alarm. */
  @Test
  void alarmsOfOneWindowReadTheLeavesOnce() {
    GrowthFleet fleet = new GrowthFleet(4, 1);
    DetectionMachine machine = new DetectionMachine(fleet::catalog, memory);
    observe(machine, minutes(fleet, 0, 4));
    series.read = 0;
    Instant after = GrowthFleet.START.plusSeconds(300);
    List<Observation> failing = new ArrayList<>();
    for (int second = 0; second < 8; second++) {
      for (Target target : fleet.targets().subList(0, 84)) {
        failing.add(
            GrowthFleet.observation(
                fleet.checks().getFirst(),
                target,
                "p" + second % 4,
                after.plusSeconds(second),
                true));
      }
    }
    observe(machine, failing);

    List<Decision> decisions = machine.finish(offset, fleet.checks().getFirst());

    assertThat(decisions.stream().filter(it -> it instanceof Decision.Fires).count())
        .isGreaterThan(84);
    int made = new SeriesPlan(fleet.catalog()).all().size();
    assertThat(series.read).as("two windows, and all leaves once").isLessThan(3 * made);
  }

  /** Suites as a list that counts how often it is compared with another. */
  private static final class Compared extends AbstractList<Suite> {
    private final List<Suite> suites;
    private int compared;

    private Compared(List<Suite> suites) {
      this.suites = suites;
    }

    @Override
    public Suite get(int index) {
      return suites.get(index);
    }

    @Override
    public int size() {
      return suites.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      compared++;
      return super.equals(other);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }

  /** Files that were written anew and say the same make a catalog that is equal and another one. */
  @Test
  void aCatalogThatSaysTheSameIsComparedOnce() {
    Catalog before = new GrowthFleet(1, 1).catalog();
    Compared suites = new Compared(before.suites());
    Catalog same = new Catalog(before.version(), before.targets(), suites, before.detection());
    List<Catalog> current = new ArrayList<>(List.of(before));
    CatalogPlan plans = new CatalogPlan(current::getFirst);
    SeriesPlan plan = plans.get();
    current.set(0, same);

    assertThat(Stream.generate(plans).limit(100)).allMatch(it -> it == plan);
    assertThat(suites.compared).isEqualTo(1);
  }
}
