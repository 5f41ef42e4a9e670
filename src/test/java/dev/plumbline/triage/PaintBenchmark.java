package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.plumbline.triage.Chromium.Looked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How soon Chromium paints a fleet of 1,000 targets, by its own clock: forty visits.
 *
 * <p>{@code ./mvnw -q test -Dtest=PaintBenchmark -Dgroups=benchmark -DexcludedGroups=}
 */
@Tag("benchmark")
class PaintBenchmark {
  private static final int VISITS = 40;

  @Test
  void aLargeFleet() throws Exception {
    try (Chromium chromium = Chromium.start();
        PageServer server = new PageServer(new Desk(1_000).http);
        Looked looked = chromium.page(1280, 900, ColorScheme.LIGHT)) {
      Page page = looked.page();
      List<Double> paints = new ArrayList<>();
      List<Double> received = new ArrayList<>();
      for (int visit = 0; visit < VISITS; visit++) {
        page.navigate(server.url() + "/");
        // Not waitForFunction, which the pages' Content-Security-Policy forbids.
        await()
            .pollInSameThread()
            .until(() ->
                number(page, "performance.getEntriesByName('first-contentful-paint').length") > 0);
        paints.add(
            number(page, "performance.getEntriesByName('first-contentful-paint')[0].startTime"));
        received.add(number(page, "performance.getEntriesByType('navigation')[0].responseEnd"));
      }
      List<Double> warm = paints.stream().skip(VISITS / 2).sorted().toList();
      System.out.printf(
          "first contentful paint, ms: %s%nof which until received: %s%nmedian of the last %d: %.0f%n",
          paints, received, warm.size(), warm.get(warm.size() / 2));
      assertThat(looked.complaints()).isEmpty();
    }
  }

  private static double number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }
}
