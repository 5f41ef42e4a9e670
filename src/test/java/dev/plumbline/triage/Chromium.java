package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Chromium of Debian's package, driven by Playwright, which brings none of its own. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Skips the test where there is none, but for CI, where there must be. */
  static Chromium start() {
    boolean present = Files.isExecutable(PROGRAM);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as("Chromium is there in CI").isTrue();
    }
    assumeTrue(present, "Chromium is not installed; .ci/run installs it");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-lcd-text"))));
  }

  /** A page of its own, that fails the test at the first error on its console. */
  Looked page(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setTimezoneId("UTC"));
    Page page = context.newPage();
    page.setDefaultTimeout(60_000);
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    return new Looked(page, complaints);
  }

  /**
   * @param complaints of the browser: script errors and what the Content-Security-Policy stopped
   */
  record Looked(Page page, List<String> complaints) implements AutoCloseable {
    @Override
    public void close() {
      page.context().close();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
