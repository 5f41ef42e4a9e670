package dev.plumbline.catalog.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.catalog.InvalidCatalogException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  /** YAML 1.1, SnakeYAML's own, reads several of these as something else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no         | "no"
          yes        | "yes"
          1:30       | "1:30"
          2024-03-03 | "2024-03-03"
          0x1f       | "0x1f"
          1_000      | "1_000"
          .inf       | ".inf"
          '12'       | "12"
          !!str 12   | "12"
          012        | 12
          -7         | -7
          1e-3       | 0.001
          1.6e7      | 1.6E7
          true       | true
          ~          | null
          """)
  void wordsMeanWhatYaml12Says(String yaml, String json) {
    assertThat(read("a: " + yaml).json()).hasToString("{\"a\":" + json + "}");
  }

  @Test
  void aliasesStandWhereTheyAreUsedAndTheirInsidesWhereTheyAreWritten() {
    Located.Mapping root = (Located.Mapping) read("a: &x\n  b: 1\nc: *x\n");
    Located.Mapping alias = (Located.Mapping) Objects.requireNonNull(root.entries().get("c"));

    assertThat(alias.at()).isEqualTo(new Location("f.yaml", 3, 1, "c"));
    assertThat(alias.entries().get("b"))
        .extracting(Located::at)
        .isEqualTo(new Location("f.yaml", 2, 3, "c.b"));
  }

  /** 2^40 values if every alias were copied. */
  @Test
  void anAliasBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertRefused(bomb.toString(), "f.yaml:1:1: more than 500000 values, aliases expanded");
  }

  @Test
  void deepNestingIsRefused() {
    assertRefused("[".repeat(5_000), "Nesting Depth exceeded");
  }

  @Test
  void aHugeFileIsRefused() {
    assertRefused(
        "a: " + "x".repeat(YamlReader.MAX_CHARACTERS),
        "f.yaml:1:1: is longer than 2000000 characters");
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertThat(read("\uFEFFa: 1").json()).hasToString("{\"a\":1}");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> read(yaml))
        .withMessageContaining(message);
  }

  private static Located read(String yaml) {
    Errors errors = new Errors();
    var read = YamlReader.read("f.yaml", yaml, errors);
    errors.throwIfAny();
    return read.orElseThrow();
  }
}
