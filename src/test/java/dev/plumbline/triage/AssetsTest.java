package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Styles and scripts are ours or exactly those of the packages named, and come from here. */
class AssetsTest {
  private static final Path VENDOR =
      Path.of("src/main/resources/dev/plumbline/triage/assets/vendor");

  private final Assets assets = new Assets();
  private final MockMvc http = MockMvcBuilders.standaloneSetup(new AssetController(assets)).build();

  @Test
  void whatOthersWroteIsUnchanged() throws Exception {
    List<String> sums = Files.readAllLines(VENDOR.resolve("SHA256SUMS"));

    assertThat(sums).hasSize(4);
    for (String sum : sums) {
      String[] parts = sum.split("  ", 2);
      assertThat(Assets.sha256(Files.readAllBytes(VENDOR.resolve(parts[1]))))
          .as(parts[1])
          .isEqualTo(parts[0]);
    }
  }

  @Test
  void whateverIsServedOfOthersHasItsSumAndItsLicence() throws Exception {
    String sums = Files.readString(VENDOR.resolve("SHA256SUMS"));
    String notice = Files.readString(VENDOR.resolve("NOTICE.md"));

    assertThat(Assets.NAMES.stream().filter(name -> name.startsWith("vendor/")))
        .hasSize(4)
        .allSatisfy(name -> {
          assertThat(sums).contains(name.substring("vendor/".length()));
          assertThat(notice).contains(name.substring("vendor/".length()));
        });
    try (Stream<Path> files = Files.list(VENDOR)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("LICENSE")))
          .hasSize(3)
          .allSatisfy(file -> assertThat(notice).contains(file.getFileName().toString()));
    }
  }

  static List<String> names() {
    return Assets.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void anAssetIsKeptForEver(String name) throws Exception {
    http.perform(get(assets.url(name)))
        .andExpect(status().isOk())
        .andExpect(header().string("Cache-Control", "max-age=31536000, public, immutable"))
        .andExpect(header().string("X-Content-Type-Options", "nosniff"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void underAnotherHashThereIsNothingToKeep(String name) throws Exception {
    http.perform(get("/assets/0123456789abcdef/" + name))
        .andExpect(status().isNotFound())
        .andExpect(header().string("Cache-Control", "no-store"))
        .andExpect(content().bytes(new byte[0]));
  }
}
