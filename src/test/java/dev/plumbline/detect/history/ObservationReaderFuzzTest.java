package dev.plumbline.detect.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plumbline.score.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Tag;

/** Whatever stands in a file, it is read as sound observations or refused with line and remedy. */
@Tag("fuzz")
class ObservationReaderFuzzTest {
  private static final String HEADER =
      "at,model,platform,accelerator,pool,check,session,probe,failed,score,value\n";

  @FuzzTest(maxDuration = "2m")
  void anyJson(byte[] file) throws IOException {
    sane("{\n", file);
  }

  @FuzzTest(maxDuration = "2m")
  void anyCsv(byte[] file) throws IOException {
    sane(HEADER, file);
  }

  private static void sane(String first, byte[] rest) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    boolean csv = first.equals(HEADER);
    if (csv) {
      file.writeBytes(first.getBytes(StandardCharsets.UTF_8));
    }
    file.writeBytes(rest);
    try {
      read(new Lines("file", new ByteArrayInputStream(file.toByteArray())), csv);
    } catch (UnusableHistoryException e) {
      assertThat(e).message().matches("(?s)file:[0-9]+: .+ — .+").doesNotContain("\n");
    }
  }

  private static void read(Lines lines, boolean csv) throws IOException {
    String head = lines.next();
    if (head == null) {
      return;
    }
    ObservationReader reader = csv ? new CsvReader(lines, head) : new JsonReader(lines, head);
    for (RecordedObservation it = reader.next(); it != null; it = reader.next()) {
      sound(it);
    }
  }

  private static void sound(RecordedObservation it) {
    assertThat(it.line()).isPositive();
    assertThat(it.labels().toString().split("/", -1)).hasSize(4);
    assertThat(it.check()).isNotEmpty().doesNotContain("|");
    assertThat(it.session()).isNotEmpty();
    assertThat(it.probe()).isNotEmpty();
    assertThat(it.at().getEpochSecond()).isBetween(0L, 253_402_300_799L);
    switch (Objects.requireNonNull(it.reading())) {
      case Reading.Trial _ -> {}
      case Reading.Score(double score, _) -> assertThat(score).isBetween(0.0, 1.0);
      case Reading.Quantity(double value) -> assertThat(value).isFinite();
      case Reading.Compared _, Reading.Graded _, Reading.NotATrial _ ->
          throw new AssertionError("no file holds " + it.reading());
    }
  }
}
