package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/**
 * Whatever stands in a file, it is read or refused with a place and a remedy; it breaks nothing.
 */
@Tag("fuzz")
class CatalogFuzzTest {
  private static final String FLEET = "targets:\n" + Catalogs.target("suites: [core]");

  @FuzzTest(maxDuration = "2m")
  void anyFleet(byte[] file) {
    String fleet = new String(file, StandardCharsets.UTF_8);
    sane(fleet, Catalogs.SUITE);
  }

  @FuzzTest(maxDuration = "2m")
  void anySuite(byte[] file) {
    String suite = new String(file, StandardCharsets.UTF_8);
    sane(FLEET, suite);
  }

  private static void sane(String fleet, String suite) {
    assertThat(Catalogs.errors(fleet, suite))
        .isEqualTo(Catalogs.errors(fleet, suite))
        .allSatisfy(error -> assertThat(error).contains(".yaml:", " — "));
  }
}
