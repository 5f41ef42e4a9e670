package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Evidence;
import dev.plumbline.triage.Chromium.Looked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages as whoever is woken meets them, in a real browser. */
@Tag("exhaustive")
class TriageBrowserTest {
  private static final Path PEERS =
      Path.of(System.getProperty("peers.dir", "target/peers/node_modules"));

  private static Chromium chromium;

  private final Desk desk = new Desk(60);
  private PageServer server;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void closeBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void startServer() throws IOException {
    desk.trail.sample();
    server = new PageServer(desk.http);
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  private Looked look(String path) {
    return look(path, 1280, ColorScheme.LIGHT);
  }

  private Looked look(String path, int width, ColorScheme scheme) {
    Looked looked = chromium.page(width, 900, scheme);
    looked
        .page()
        .onDialog(dialog -> {
          looked.complaints().add("a script of an answer ran: " + dialog.message());
          dialog.dismiss();
        });
    looked.page().navigate(server.url() + path);
    return looked;
  }

  static Stream<Arguments> pagesInBothSchemes() {
    return Stream.concat(PagesTest.pages().stream(), Stream.of("/no/such/page"))
        .flatMap(path ->
            Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(it -> Arguments.of(path, it)));
  }

  /** By axe-core: names, landmarks, headings, table headers, contrast and more. */
  @ParameterizedTest
  @MethodSource("pagesInBothSchemes")
  void isAccessible(String path, ColorScheme scheme) throws IOException {
    Path axe = PEERS.resolve("axe-core/axe.min.js");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(axe).exists();
    }
    assumeTrue(Files.exists(axe), "axe-core is not in target/peers; .ci/run puts it there");

    try (Looked looked = look(path, 1280, scheme)) {
      looked.page().evaluate(Files.readString(axe));
      Object found =
          looked
              .page()
              .evaluate(
                  """
                  () => axe.run().then(it => it.violations.map(
                    v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | ')))
                  """);

      assertThat((List<?>) found).isEmpty();
    }
  }

  /** 360 px, and 1280 px at 200 %, which is 640 px to a page. */
  static Stream<Arguments> pagesOnSmallScreens() {
    return PagesTest.pages().stream()
        .flatMap(path -> Stream.of(360, 640).map(width -> Arguments.of(path, width)));
  }

  @ParameterizedTest
  @MethodSource("pagesOnSmallScreens")
  void fitsASmallScreen(String path, int width) {
    try (Looked looked = look(path, width, ColorScheme.LIGHT)) {
      assertThat((Integer) looked.page().evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      assertThat(looked.complaints()).isEmpty();
    }
  }

  @Test
  void newsKeepsFocusAndPlaceAndIsSaid() {
    try (Looked looked = look("/")) {
      Page page = looked.page();
      page.setViewportSize(1280, 400);
      page.evaluate("scrollTo(0, 300)");
      String focused = "a[href='/targets/model-2/cloud-1/gpu/pool-00']";
      page.focus(focused);
      double place = ((Number) page.evaluate("scrollY")).doubleValue();

      List<Evidence> changed = new ArrayList<>(desk.evidence);
      changed.removeIf(it -> it.series().slice().model().equals("model-2"));
      desk.catalog.targets().stream()
          .map(it -> Slice.leaf(it.labels()))
          .filter(it -> it.model().equals("model-2"))
          .map(it -> WatchedFleet.evidence(it, Evidence.Level.TICKET, 0.9, WatchedFleet.NOW))
          .forEach(changed::add);
      desk.evidence = changed;

      PlaywrightAssertions.assertThat(page.locator(focused)).containsText("ticket");
      PlaywrightAssertions.assertThat(page.locator("#announcer")).containsText("ticket");
      PlaywrightAssertions.assertThat(page.locator(focused)).isFocused();
      assertThat(((Number) page.evaluate("scrollY")).doubleValue()).isEqualTo(place);
      assertThat(looked.complaints()).isEmpty();
    }
  }

  /** Another incident above: what one reads moves down in the document, not under the eye. */
  @Test
  void aNewIncidentAppearsByItself() {
    try (Looked looked = look("/")) {
      desk.incidents =
          new WatchedFleet.Told(List.of(Desk.story("ffff"), Desk.story(Desk.INCIDENT)));

      PlaywrightAssertions.assertThat(looked.page().locator(".incident")).hasCount(2);
      PlaywrightAssertions.assertThat(looked.page().locator("#announcer"))
          .containsText("2 open incidents");
    }
  }

  @Test
  void aDeadServerIsSaidAndItsReturnToo() {
    try (Looked looked = look("/")) {
      server.dead(true);
      PlaywrightAssertions.assertThat(looked.page().locator("#lost"))
          .containsText("the server does not answer");

      server.dead(false);
      PlaywrightAssertions.assertThat(looked.page().locator("#lost")).isHidden();
    }
  }

  @Test
  void keysReachEverything() {
    try (Looked looked = look("/")) {
      Page page = looked.page();
      page.keyboard().press("Tab");
      PlaywrightAssertions.assertThat(page.locator(".skip")).isFocused();
      PlaywrightAssertions.assertThat(page.locator(".skip"))
          .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));

      page.keyboard().press("j");
      PlaywrightAssertions.assertThat(page.locator(".incident")).isFocused();
      page.keyboard().press("j");
      PlaywrightAssertions.assertThat(page.locator(".pool").first()).isFocused();
      page.keyboard().press("k");
      PlaywrightAssertions.assertThat(page.locator(".incident")).isFocused();

      page.keyboard().press("/");
      PlaywrightAssertions.assertThat(page.locator("#q")).isFocused();
      page.keyboard().type("model-2 tick");
      PlaywrightAssertions.assertThat(page.locator(".pool")).hasCount(2);
      PlaywrightAssertions.assertThat(page.locator("#q")).hasValue("model-2 tick");
      PlaywrightAssertions.assertThat(page.locator("#q")).isFocused();
      assertThat(page.url()).contains("?q=model-2");

      page.keyboard().press("Escape");
      page.keyboard().press("?");
      PlaywrightAssertions.assertThat(page.locator("#help")).isVisible();
      page.keyboard().press("Escape");
      PlaywrightAssertions.assertThat(page.locator("#help")).isHidden();

      page.keyboard().press("g");
      page.keyboard().press("i");
      page.waitForURL("**/incidents");
      page.keyboard().press("j");
      page.keyboard().press("Enter");
      page.waitForURL("**/incidents/" + Desk.INCIDENT);
      assertThat(looked.complaints()).isEmpty();
    }
  }

  @Test
  void whatOneOpenedStaysOpenWhenNewsComes() {
    try (Looked looked = look("/incidents/" + Desk.INCIDENT)) {
      Page page = looked.page();
      page.locator("summary", new Page.LocatorOptions().setHasText("Prompt")).click();
      PlaywrightAssertions.assertThat(page.locator("#p-x1 pre")).isVisible();

      desk.evidence =
          List.of(
              WatchedFleet.evidence(
                  Slice.leaf(Desk.FIRST), Evidence.Level.PAGE, 1.7, WatchedFleet.NOW));

      PlaywrightAssertions.assertThat(page.locator("#series-title + .scroll")).containsText("1.70");
      PlaywrightAssertions.assertThat(page.locator("#p-x1 pre")).isVisible();
      PlaywrightAssertions.assertThat(page.locator("#chart canvas")).hasCount(1);
      assertThat(looked.complaints()).isEmpty();
    }
  }

  /** As it stands in a paper shown to somebody who was not there. */
  @Test
  void printsWithoutWhatCannotBePressed() {
    try (Looked looked = look("/")) {
      looked.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

      PlaywrightAssertions.assertThat(looked.page().locator("#filter")).isHidden();
      PlaywrightAssertions.assertThat(looked.page().locator(".matrix")).isVisible();
    }
  }

  @Test
  void aThousandTargetsAreShown() throws IOException {
    try (PageServer large = new PageServer(new Desk(1_000).http);
        Looked looked = chromium.page(1280, 900, ColorScheme.LIGHT)) {
      looked.page().navigate(large.url() + "/");

      PlaywrightAssertions.assertThat(looked.page().locator(".pool")).hasCount(1_000);
      assertThat(looked.complaints()).isEmpty();
    }
  }

  /** What is served of others is what they published. */
  @ParameterizedTest
  @CsvSource({
    "htmx.org/dist/htmx.min.js, htmx.min.js",
    "idiomorph/dist/idiomorph-ext.min.js, idiomorph-ext.min.js",
    "uplot/dist/uPlot.iife.min.js, uPlot.iife.min.js",
    "uplot/dist/uPlot.min.css, uPlot.min.css",
  })
  void vendoredFilesAreThoseOfThePackages(String published, String served) throws IOException {
    Path file = PEERS.resolve(published);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(file).exists();
    }
    assumeTrue(Files.exists(file), file + " is missing; .ci/run puts it there");

    assertThat(Path.of("src/main/resources/dev/plumbline/triage/assets/vendor").resolve(served))
        .hasSameBinaryContentAs(file);
  }
}
