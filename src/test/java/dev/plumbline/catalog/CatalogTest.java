package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Catalog WRITTEN =
      Catalogs.load(
          "targets:\n" + String.join("\n", Catalogs.target(""), target("b"), target("c")),
          Catalogs.SUITE);

  private static String target(String pool) {
    return Catalogs.target("").replace("pool: a", "pool: " + pool);
  }

  /** A list that counts how often somebody looks into it. */
  private static final class Counted extends AbstractList<Target> {
    private final List<Target> targets;
    private int looks;

    private Counted(List<Target> targets) {
      this.targets = targets;
    }

    @Override
    public Target get(int index) {
      looks++;
      return targets.get(index);
    }

    @Override
    public int size() {
      return targets.size();
    }
  }

  /** Each exchange that is scored asks for its target: not by looking over the fleet. */
  @Test
  void aTargetIsFoundWithoutLookingAtTheOthers() {
    Counted targets = new Counted(WRITTEN.targets());
    Catalog catalog =
        new Catalog(WRITTEN.version(), targets, WRITTEN.suites(), WRITTEN.detection());
    int once = targets.looks;

    for (Target target : WRITTEN.targets()) {
      assertThat(catalog.target(target.name())).containsSame(target);
    }
    assertThat(catalog.target("nowhere")).isEmpty();
    assertThat(targets.looks).isEqualTo(once);
    assertThat(catalog).isEqualTo(WRITTEN);
  }

  @Test
  void targetsKeepTheirOrder() {
    assertThat(IntStream.range(0, 3).mapToObj(i -> WRITTEN.targets().get(i).labels().pool()))
        .containsExactly("a", "b", "c");
  }
}
