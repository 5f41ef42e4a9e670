package dev.plumbline.detect;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.stats.OnsetTracker;
import dev.plumbline.stats.Recovery;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The payloads of this module's topics are frozen: a change here breaks whoever reads them. */
class GoldenJsonTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:34:56.789Z");
  private static final SeriesKey LEAF =
      new SeriesKey("argmax", new Slice("opal", "api", "tpu", "main"));

  /** What an older release wrote has none of them. */
  private static final List<AspectCount> ASKED =
      List.of(
          new AspectCount("session", "sticky", 1, 1, 5), new AspectCount("suite", "core", 1, 0, 3));

  @Test
  void evidence() throws IOException {
    Evidence evidence =
        new Evidence(
            LEAF,
            AT,
            31_000,
            3,
            1e-4,
            12.345678901234567,
            16.588099280204055,
            Double.POSITIVE_INFINITY,
            Evidence.Level.PAGE,
            "00112233aabbccdd",
            4_711,
            new DetectorState(
                BernoulliEDetector.start().after(1e4, 1),
                OnsetTracker.start()
                    .after(AT, 1e4, 1, 1, 1)
                    .after(AT.plusSeconds(60), 0, 0.5, 1, 0),
                false,
                17,
                true,
                new Recovery(1e-4, 0.004, Double.NEGATIVE_INFINITY),
                new DetectorState.LastPage(AT, 17.25),
                new LeafMemory(
                    FailureHistory.NONE.after(AT, true).after(AT.plusSeconds(60), true, ASKED),
                    List.of(new LeafMemory.FailedExchange("exchange-1", AT))),
                null));
    assertIsGolden(evidence, Evidence.class, "evidence.json");
  }

  @Test
  void evidenceOfASeriesThatJustBegan() throws IOException {
    Evidence evidence =
        new Evidence(
            new SeriesKey("argmax", new Slice("opal", "*", "*", "*")),
            AT,
            0,
            0,
            1e-3,
            5.272,
            16.5,
            15.1,
            Evidence.Level.QUIET,
            null,
            0,
            DetectorState.START);
    assertIsGolden(evidence, Evidence.class, "evidence-new.json");
  }

  @Test
  void detections() throws IOException {
    assertIsGolden(
        new Detection(
            "00112233aabbccdd",
            LEAF,
            Detection.Kind.PAGE,
            AT,
            31_000,
            17.25,
            16.588099280204055,
            new Detection.Onset(AT.minusSeconds(7_200), AT.minusSeconds(3_600), AT),
            new Detection.Effect(0.05, 0.006, 0.17, 2, 40),
            List.of(
                new Detection.LeafCount(LEAF.slice(), 42, 4, 1e-4, 17.25),
                new Detection.LeafCount(LEAF.slice(), 42, 4, 1e-4, 17.25, null, ASKED)),
            List.of("exchange-2", "exchange-1")),
        Detection.class,
        "detection-page.json");
    assertIsGolden(
        new Detection(
            "ddccbbaa33221100",
            LEAF,
            Detection.Kind.CLEARED,
            AT,
            33_000,
            11.52,
            11.512925464970229,
            null,
            null,
            List.of(),
            List.of()),
        Detection.class,
        "detection-cleared.json");
  }

  private static <T> void assertIsGolden(T value, Class<T> type, String file) throws IOException {
    String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    try (InputStream golden = GoldenJsonTest.class.getResourceAsStream(file)) {
      assertThat(text)
          .isEqualToNormalizingNewlines(
              new String(requireNonNull(golden, file).readAllBytes(), StandardCharsets.UTF_8)
                  .stripTrailing());
    }
    assertThat(Json.MAPPER.readValue(text, type)).isEqualTo(value);
  }
}
