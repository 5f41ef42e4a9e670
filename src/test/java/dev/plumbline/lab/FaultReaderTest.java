package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.catalog.Slice;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class FaultReaderTest {
  private static final Slice TPUS = new Slice("*", "*", "tpu", "*");

  @Test
  void readsEachKind() throws InvalidFaultException {
    assertThat(read("{fault: misroute, slice: '*/*/tpu/*', share: 0.008}"))
        .isEqualTo(new Fault(FaultKind.MISROUTE, TPUS, 0.008));
    assertThat(read("{fault: corruption, slice: '*/*/tpu/*', share: 1}"))
        .isEqualTo(new Fault(FaultKind.CORRUPTION, TPUS, 1));
    assertThat(read("{fault: approximate-top-k, slice: '*/*/tpu/*', share: 0.02, min-batch: 4}"))
        .isEqualTo(new Fault(FaultKind.APPROXIMATE_TOP_K, TPUS, 0.02, 4));
    assertThat(read("{fault: approximate-top-k, slice: '*/*/tpu/*', share: 0.02}"))
        .isEqualTo(new Fault(FaultKind.APPROXIMATE_TOP_K, TPUS, 0.02, 2));
    for (FaultKind kind : FaultKind.values()) {
      assertThat(read("{fault: %s, slice: '*/*/tpu/*', share: 0.5}".formatted(kind)).kind())
          .isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{slice: a/b/c/d, share: 0.1}                       | fault: is missing; give one of",
        "{fault: fire, slice: a/b/c/d, share: 0.1}          | fault: 'fire' is not one of misroute",
        "{fault: misroute, share: 0.1}                      | slice: is missing; give model/platf",
        "{fault: misroute, slice: a/b, share: 0.1}          | slice: a slice is model/platform/",
        "{fault: misroute, slice: a/b/c/d}                  | share: is missing",
        "{fault: misroute, slice: a/b/c/d, share: 0}        | share: must be a number above 0",
        "{fault: misroute, slice: a/b/c/d, share: 1.1}      | share: must be a number above 0",
        "{fault: misroute, slice: a/b/c/d, share: 1%}       | share: must be a number above 0",
        "{fault: misroute, slice: a/b/c/d, share: 1, min-batch: 2} | min-batch: only approximate",
        "{fault: approximate-top-k, slice: a/b/c/d, share: 1, min-batch: 3} | [1, 2, 4, 8, 16]",
        "{fault: misroute, slice: a/b/c/d, share: 1, Share: 1} | 'Share' is not known; use [fault",
      })
  void saysWhatIsWrongAndWhatItMayBe(String yaml, String message) {
    assertThat(error(yaml)).hasMessageContaining(message);
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThat(error("{fault: fire, slice: x, share: 7}").errors()).hasSize(3);
  }

  private static InvalidFaultException error(String yaml) {
    return catchThrowableOfType(InvalidFaultException.class, () -> read(yaml));
  }

  private static Fault read(String yaml) throws InvalidFaultException {
    Map<String, Object> fields = new Yaml().load(yaml);
    return FaultReader.read(fields);
  }
}
