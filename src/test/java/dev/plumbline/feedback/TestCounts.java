package dev.plumbline.feedback;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Counts by hand. */
final class TestCounts {
  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  static final List<String> PLATFORMS = List.of("claude-api", "bedrock", "vertex");
  static final FeedbackProperties PROPERTIES =
      new FeedbackProperties(
          Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1), 1.5, 5, Map.of());

  private TestCounts() {}

  static TestFleet fleet() {
    return new TestFleet(
        List.of("opus-4", "haiku-3.5"),
        PLATFORMS,
        List.of("tpu", "gpu"),
        Duration.ofMinutes(1),
        0,
        "{}");
  }

  static Catalog catalog(Path folder) {
    return new CatalogLoader().load(fleet().write(folder, 1));
  }

  static FeedbackCounts counts(int minute, FeedbackCounts.Cell... cells) {
    return new FeedbackCounts(
        "app", "opus-4", BEGIN.plus(Duration.ofMinutes(minute)), List.of(cells));
  }

  static FeedbackCounts.Cell cell(String platform, long exposure, long garbled) {
    return cell(platform, "*", "*", exposure, garbled);
  }

  static FeedbackCounts.Cell cell(
      String platform, String accelerator, String pool, long exposure, long garbled) {
    return new FeedbackCounts.Cell(
        platform, accelerator, pool, exposure, Map.of(FeedbackReason.GARBLED, garbled));
  }
}
