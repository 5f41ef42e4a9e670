package dev.plumbline.detect.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.detect.history.PairedHistories.Half;
import dev.plumbline.score.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which exchanges of two files are one pair, which have no partner, and which are not judged. */
class PairedHistoriesTest {
  @TempDir Path folder;

  /** A line: second, probe, check, whether it failed. */
  private static String line(int second, String probe, String check, boolean failed) {
    return "{\"at\":\"2026-03-01T00:%02d:%02dZ\",\"model\":\"opal\",\"platform\":\"api\",\"accelerator\":\"tpu\",\"pool\":\"main\",\"check\":\"%s\",\"session\":\"%s-%d\",\"probe\":\"%s\",\"failed\":%s}"
        .formatted(second / 60, second % 60, check, probe, second, probe, failed);
  }

  private static String line(int second, String probe) {
    return line(second, probe, "format", false);
  }

  private History history(String name, List<String> lines) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, lines);
    return new History(file, name);
  }

  private record Read(List<String> pairs, PairedHistories.Read counts) {}

  private Read read(List<String> candidate, List<String> baseline, int most) throws IOException {
    List<String> pairs = new ArrayList<>();
    PairedHistories.Read counts =
        new PairedHistories(history("c", candidate), history("b", baseline), Duration.ofSeconds(10))
            .read((one, other) -> {
              pairs.add(shown(one) + " " + shown(other));
              return pairs.size() < most;
            });
    return new Read(pairs, counts);
  }

  private static String shown(@Nullable Half half) {
    return half == null
        ? "-"
        : half.probe() + half.at().getEpochSecond() % 3_600 + half.readings().size();
  }

  @Test
  void theSameProbeAtAboutTheSameTimeIsAPair() throws IOException {
    Read read =
        read(
            List.of(line(0, "p"), line(1, "q"), line(20, "p"), line(21, "q")),
            List.of(line(2, "q"), line(3, "p"), line(20, "p"), line(30, "q")),
            99);
    assertThat(read.pairs()).containsExactly("q11 q21", "p01 p31", "p201 p201", "q211 q301");
    assertThat(read.counts()).isEqualTo(new PairedHistories.Read(4, 0, 0));
  }

  /** The candidate lacks q at 20, the baseline p at 40. */
  @Test
  void whatHasNoPartnerIsToldAlone() throws IOException {
    Read read =
        read(
            List.of(line(0, "p"), line(40, "p"), line(60, "q")),
            List.of(line(0, "p"), line(20, "q"), line(60, "q")),
            99);
    assertThat(read.pairs()).containsExactly("p01 p01", "- q201", "p401 -", "q601 q601");
    assertThat(read.counts()).isEqualTo(new PairedHistories.Read(2, 2, 0));
  }

  /** Neither what the baseline was asked before the candidate came, nor after it had gone. */
  @Test
  void onlyTheTimeThatBothCoverIsJudged() throws IOException {
    Read read =
        read(
            List.of(line(100, "p"), line(120, "p")),
            List.of(
                line(0, "p"),
                line(50, "q"),
                line(100, "p"),
                line(120, "p"),
                line(200, "p"),
                line(300, "q")),
            99);
    assertThat(read.pairs()).containsExactly("p1001 p1001", "p1201 p1201");
    assertThat(read.counts()).isEqualTo(new PairedHistories.Read(2, 0, 4));
  }

  @Test
  void observationsOfOneExchangeAreOne() throws IOException {
    Read read =
        read(
            List.of(line(0, "p"), line(0, "q"), line(0, "p", "routing", true)),
            List.of(line(0, "q"), line(0, "p", "routing", false)),
            99);
    assertThat(read.pairs()).containsExactly("q01 q01", "p02 p01");
  }

  @Test
  void aListenerThatHasEnoughEndsIt() throws IOException {
    List<String> lines = List.of(line(0, "p"), line(20, "p"), line(40, "p"));
    assertThat(read(lines, lines, 2).pairs()).hasSize(2);
  }

  @Test
  void checksAreFoundOnEitherSide() throws IOException {
    PairedHistories histories =
        new PairedHistories(
            history("c", List.of(line(0, "p", "format", true))),
            history("b", List.of(line(0, "p", "routing", false))),
            Duration.ZERO);
    assertThat(histories.checks((_, _, _) -> {}))
        .containsEntry("format", new Reading.Trial(true, ""))
        .containsEntry("routing", new Reading.Trial(false, ""))
        .hasSize(2);
  }

  @Test
  void filesOfDifferentDaysAreRefused() {
    assertThatExceptionOfType(UnusableHistoryException.class)
        .isThrownBy(() -> read(List.of(line(0, "p")), List.of(line(60, "p")), 99))
        .withMessageContaining("c and b: no probe was asked of both within PT10S");
  }
}
