package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {

  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path folder;

  @Test
  void faultsComeAndGoAtTheirTimes() throws IOException {
    FaultBoard board = new FaultBoard();
    Instant start = RunningLab.START;
    board.follow(
        read(
            """
            - {at: 0s, until: 90s, fault: misroute, slice: '*/*/*/*', share: 0.01}
            - {at: PT1M, fault: corruption, slice: quill/*/tpu/*, share: 0.02}
            - {at: 2h, fault: corruption, slice: other/*/*/*, share: 0.02}
            """),
        start);

    assertThat(acting(board, start)).containsExactly("s1");
    assertThat(acting(board, start.plusSeconds(60))).containsExactly("s1", "s2");
    assertThat(acting(board, start.plusSeconds(90))).containsExactly("s2");
    assertThat(acting(board, start.plus(Duration.ofHours(3)))).containsExactly("s2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at: 10m                     | must be a list of faults",
        "- hello                     | entry 1: must have the fields at, until, fault",
        "- {until: 5m, FAULT}        | entry 1: at: is missing; give the time since the start",
        "- {at: 10, FAULT}           | entry 1: at: '10' is not a time such as 90s",
        "- {at: soon, FAULT}         | entry 1: at: 'soon' is not a time such as 90s",
        "- {at: -5m, FAULT}          | entry 1: at: '-5m' is not a time such as 90s",
        "- {at: 5m, until: 5m, FAULT}| entry 1: until: must be later than at",
        "- {at: 5m, share: 2}        | entry 1: share: must be a number above 0",
        "- {at: 5m, fault: fire}     | entry 1: fault: 'fire' is not one of",
        "- {at: [                    | is not YAML",
      })
  void saysFileEntryFieldAndRemedy(String yaml, String message) {
    String full = yaml.replace("FAULT", "fault: misroute, slice: a/b/c/d, share: 1");

    assertThatThrownBy(() -> read(full))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scenario.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void aMissingFileIsSaidToBeSo() {
    assertThatThrownBy(() -> ScenarioReader.read(folder.resolve("none.yaml")))
        .hasMessageContaining("cannot read")
        .hasMessageContaining("none.yaml");
  }

  @Test
  void aFleetFollowsItsScenario() throws IOException {
    Path file = folder.resolve("scenario.yaml");
    Files.writeString(file, "- {at: 1h, fault: misroute, slice: '*/*/*/*', share: 1}");
    try (RunningLab lab =
        new RunningLab(LabSettings.immediate().withScenario(file), Catalogs.TPU)) {
      assertThat(fingerprint(lab)).isEqualTo("fp_quill.cloud-a.tpu.main");
      lab.advance(Duration.ofHours(1));
      assertThat(fingerprint(lab)).isEqualTo("fp_quill.cloud-a.tpu.main-1m");
    }
  }

  private static String fingerprint(RunningLab lab) {
    return LabClient.json(
            lab.client()
                .chat(Catalogs.TPU, LabClient.request(Catalogs.TPU, Catalogs.PROBES.getFirst())))
        .get("system_fingerprint")
        .stringValue();
  }

  private static List<String> acting(FaultBoard board, Instant now) {
    return board.actingOn(Catalogs.TPU, now).stream().map(ActiveFault::id).toList();
  }

  private Scenario read(String yaml) throws IOException {
    Path file = folder.resolve("scenario.yaml");
    Files.writeString(file, yaml);
    return ScenarioReader.read(file);
  }
}
