package dev.plumbline.lab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
  private static final ModelShape TINY = SeededModel.TINY;
  private static final String HEADER = SeededModel.header(TINY);

  @Test
  void readsAFileToItsEnd() throws Exception {
    Weights weights = read(SeededModel.file(HEADER, TINY));

    assertThat(weights.shape()).isEqualTo(TINY);
    assertThat(weights.layers()).hasSize(2);
    assertThat(weights.embedding().outputs()).isEqualTo(300);
    assertThat(weights.layers().getFirst().down().inputs()).isEqualTo(48);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plumbline-llama-1 | other-2 | \"format\" is \"other-2\", not \"plumbline-llama-1\"",
        "\"heads\":2 | \"heads\":3 | heads share the width evenly",
        "\"heads\":2 | \"heads\":32 | a head is of even width",
        "\"layers\":2 | \"layers\":0 | sizes are above 0",
        "\"layers\":2 | \"layers\":\"2 | first line is not JSON",
        "\"layers\":2 | \"layers\":3 | \"values\" is ",
        "\"ropeTheta\":10000.0 | \"ropeTheta\":0 | ropeTheta is above 1",
      })
  void aHeaderThatIsNoneIsRefusedWithWhatIsWrong(String stated, String other, String wrong) {
    byte[] file = SeededModel.file(HEADER.replace(stated, other), TINY);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidModelFileException.class)
        .hasMessageContaining(wrong);
  }

  /** The shard left behind is the last feed-forward and nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"large", "small"})
  void anEarlyShardReplacesTheLastFeedForwardAlone(String name) throws Exception {
    Weights current = Weights.named(name, Precision.STORED);
    Weights stale = Weights.namedWithEarlyShard(name, Precision.STORED);
    int last = current.layers().size() - 1;

    for (int i = 0; i <= last; i++) {
      Weights.Layer one = current.layers().get(i);
      Weights.Layer other = stale.layers().get(i);
      assertThat(Arrays.deepEquals(one.query().columns(), other.query().columns())).isTrue();
      assertThat(Arrays.deepEquals(one.gate().columns(), other.gate().columns()))
          .isEqualTo(i < last);
      assertThat(Arrays.deepEquals(one.down().columns(), other.down().columns()))
          .isEqualTo(i < last);
    }
    assertThat(stale.shape()).isEqualTo(current.shape());
  }

  @Test
  void aFileTooShortOrTooLongIsRefused() {
    byte[] file = SeededModel.file(HEADER, TINY);
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length - 1)))
        .isInstanceOf(InvalidModelFileException.class)
        .hasMessageContaining("ends before its last value");
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length + 1)))
        .isInstanceOf(InvalidModelFileException.class)
        .hasMessageContaining("more follows");
  }

  @Test
  void aFileWithoutAFirstLineIsRefused() {
    for (String none : new String[] {"", "{", " ".repeat(1_000_000)}) {
      assertThatThrownBy(() -> read(none.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(InvalidModelFileException.class)
          .hasMessageContaining("no line of JSON");
    }
  }

  @Test
  void weightsThatDoNotComeWithTheLabAreNotFound() {
    assertThatThrownBy(() -> Weights.named("huge", Precision.STORED))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("huge.weights");
  }

  /** Half a step at most: the largest of a row is 127 steps. */
  @Test
  void int8KeepsEachRowOnAGridOf255StepsAndTheEmbeddingAsItWas() {
    Weights stored = SeededModel.weights(TINY);
    Weights int8 = SeededModel.weights(TINY, Precision.INT8);

    float[] exact = new float[48];
    float[] kept = new float[48];
    for (int output = 0; output < TINY.width(); output++) {
      stored.layers().getFirst().down().copyRow(output, exact);
      int8.layers().getFirst().down().copyRow(output, kept);
      float largest = 0;
      for (float weight : exact) {
        largest = Math.max(largest, Math.abs(weight));
      }
      for (int i = 0; i < exact.length; i++) {
        float steps = kept[i] / (largest / 127);
        assertThat(steps).isBetween(-127.001f, 127.001f);
        assertThat(Math.abs(steps - Math.rint(steps))).isLessThan(1e-4);
        assertThat(Math.abs(kept[i] - exact[i])).isLessThanOrEqualTo(largest / 127 * 0.5001f);
      }
    }
    assertThat(int8.embedding().columns()).isDeepEqualTo(stored.embedding().columns());
  }

  @Test
  void int8KeepsARowOfZeros() {
    float[] zeros = new float[4];
    Precision.INT8.apply(zeros);
    assertThat(zeros).containsOnly(0);
  }

  private static Weights read(byte[] file) throws IOException {
    return Weights.read(new ByteArrayInputStream(file), Precision.STORED);
  }
}
