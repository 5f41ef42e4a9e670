package dev.plumbline.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.score.CheckReading;
import dev.plumbline.score.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings as they are kept, and those that ship. */
class SpecimensFileTest {
  private static CheckReading trial(String check, boolean failed) {
    return new CheckReading(check, new Reading.Trial(failed, ""));
  }

  private static Specimens read(String text) throws IOException {
    return SpecimensFile.read(
        "r.jsonl", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsWhatItWrites() throws IOException {
    Specimens.Gathering gathering = new Specimens.Gathering();
    gathering.take("none", "s/p", List.of(trial("argmax", false), trial("routing", false)));
    gathering.take("misroute", "s/p", List.of(trial("argmax", false), trial("routing", true)));
    gathering.take(
        "misroute",
        "s/p",
        List.of(
            new CheckReading("argmax", new Reading.NotATrial("a tie")),
            new CheckReading("latency", new Reading.Quantity(1)),
            trial("routing", false)));
    StringWriter written = new StringWriter();
    SpecimensFile.write(gathering.done("made by hand"), written);

    assertThat(written.toString().lines())
        .containsExactly(
            "{\"origin\":\"made by hand\"}",
            "{\"cause\":\"misroute\",\"probe\":\"s/p\",\"answers\":2,\"checks\":{\"argmax\":\"P-\","
                + "\"routing\":\"FP\"}}",
            "{\"cause\":\"none\",\"probe\":\"s/p\",\"answers\":1,\"checks\":{\"argmax\":\"P\","
                + "\"routing\":\"P\"}}");
    Specimens read = read(written.toString());
    assertThat(read.of("misroute", "s/p"))
        .extracting(Specimens.Answer::failed)
        .containsExactly(Map.of("argmax", false, "routing", true), Map.of("routing", false));
    assertThat(read.sensitivity("misroute", "routing").share()).isEqualTo(0.5);
    assertThat(read.checksThatSee("misroute")).containsExactly("routing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{\"cause\":\"none\",\"probe\":\"s/p\",\"answers\":2,\"checks\":{\"argmax\":\"P\"}}",
        "{\"cause\":\"none\",\"probe\":\"s/p\",\"answers\":1,\"checks\":{\"argmax\":\"X\"}}",
        "{\"cause\":\"none\",\"probe\":\"s/p\"}",
      })
  void whatIsWrongIsToldWithItsLine(String line) {
    assertThatThrownBy(() -> read("{\"origin\":\"o\"}\n" + line + "\n"))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith("r.jsonl:2: ")
        .hasMessageContaining("plumbline replay readings CORPUS FILE");
  }

  /** What docs/lab.md measured on the same prompts: routing 1.000, foreign-script 0.929. */
  @Test
  void theShippedOnesSeeEachBugByItsOwnCheck() {
    Specimens shipped = SpecimensFile.shipped();
    assertThat(shipped.sensitivity("misroute", "routing").share()).isEqualTo(1);
    assertThat(shipped.sensitivity("corruption", "foreign-script").share()).isBetween(0.9, 0.96);
    assertThat(shipped.sensitivity("approximate-top-k", "argmax").share()).isBetween(0.75, 0.9);
    assertThat(shipped.checksThatSee(Specimens.HEALTHY)).isEmpty();
    assertThat(shipped.origin()).contains("commit");
  }
}
