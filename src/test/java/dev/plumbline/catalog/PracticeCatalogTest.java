package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeCatalogTest {
  @TempDir private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    PracticeCatalog.unpack(folder, 23456);
  }

  @Test
  void itIsTheLabFleet() {
    Catalog catalog = new CatalogLoader().load(folder);

    assertThat(catalog.targets()).hasSize(4 * 3 * 3);
    Target target = catalog.target("haiku-3.5/vertex-ai/tpu/tpu-a").orElseThrow();
    assertThat(target.endpoint())
        .hasToString("http://127.0.0.1:23456/haiku-3.5/vertex-ai/tpu/tpu-a/v1");
    assertThat(target.identity())
        .containsExactly(
            new IdentityEcho.Field(
                "/system_fingerprint", "fp_haiku-3\\.5\\.vertex-ai\\.tpu\\.tpu-a"));
    assertThat(target.capabilities())
        .containsExactly(
            Capability.LOGPROBS, Capability.TEMPERATURE, Capability.SEED, Capability.STREAM);
    assertThat(target.budget())
        .isEqualTo(new Budget(Duration.ofSeconds(5), 8, Duration.ofSeconds(60), 40_000, 0.1, 5));
    assertThat(Slices.pooledOf(catalog.targets()).pooled()).hasSize(44);
  }

  @Test
  void threeTargetsSpeakAnthropicMessages() {
    List<Target> others =
        new CatalogLoader()
            .load(folder).targets().stream()
                .filter(target -> target.wireFormat() == WireFormat.ANTHROPIC_MESSAGES)
                .toList();

    assertThat(others)
        .extracting(Target::name)
        .containsExactly(
            "opus-3/claude-api/tpu/tpu-a",
            "opus-3/claude-api/trainium/trainium-a",
            "opus-3/claude-api/gpu/gpu-a");
    assertThat(others)
        .allSatisfy(target ->
            assertThat(target.capabilities())
                .containsExactly(Capability.TEMPERATURE, Capability.STREAM));
    assertThat(others.getFirst().identity())
        .containsExactly(
            new IdentityEcho.Header("x-served-by", "fp_opus-3\\.claude-api\\.tpu\\.tpu-a"));
  }

  @Test
  void itAsksWhatAnOperatorWouldKeep() {
    assertThat(probes()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(probes().stream().map(Probe::family).collect(Collectors.toSet()))
        .contains(
            "facts",
            "arithmetic",
            "reasoning",
            "code",
            "json",
            "prose",
            "translation",
            "instructions",
            "long-context",
            "tools",
            "greedy",
            "single-token");
    assertThat(probes()).filteredOn(probe -> probe.sampling().stream()).hasSizeGreaterThan(40);
    assertThat(probes()).extracting(Probe::sampling).extracting("temperature").containsOnly(0.0);
    assertThat(
            probes().stream().flatMap(probe -> probe.sees().stream()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(FaultClass.values());
    assertThat(probes()).allSatisfy(probe -> assertThat(probe.sees()).as(probe.id()).isNotEmpty());
  }

  /** No two from one template: of any two prompts, few runs of five words are the same. */
  @Test
  void noTwoPromptsAreFromOneTemplate() {
    List<Probe> probes = probes();
    for (int i = 0; i < probes.size(); i++) {
      Set<String> first = Shingles.of(probes.get(i), 5);
      for (Probe other : probes.subList(i + 1, probes.size())) {
        assertThat(Shingles.shared(first, Shingles.of(other, 5)))
            .as("%s and %s", probes.get(i).id(), other.id())
            .isLessThan(0.2);
      }
    }
  }

  @Test
  void everyExampleStaysInItsOwnScripts() {
    for (Probe probe : probes()) {
      assertThat(foreign(example(probe), probe.scripts())).as(probe.id()).isEmpty();
    }
  }

  /** A wider list than needed would let foreign script through. */
  @Test
  void everyScriptOfAProbeIsUsedByItsExample() {
    for (Probe probe : probes()) {
      for (String script : probe.scripts()) {
        int code = UScript.getCodeFromName(script);
        assertThat(
                script.equals("Latin")
                    || example(probe).codePoints().anyMatch(c -> UScript.hasScript(c, code)))
            .as(probe.id() + " " + script)
            .isTrue();
      }
    }
  }

  @Test
  void unpackingAgainChangesNothing() throws IOException {
    Files.writeString(folder.resolve("fleet.yaml"), "# mine");
    Files.delete(folder.resolve("suites/core.yaml"));

    assertThat(PracticeCatalog.unpack(folder, 1)).isEmpty();

    assertThat(folder.resolve("fleet.yaml")).hasContent("# mine");
    assertThat(folder.resolve("suites/core.yaml")).doesNotExist();
  }

  @Test
  void editorsFindTheSchemasThatTheFilesName() throws IOException {
    assertThat(folder.resolve("fleet.yaml")).content().startsWith(header("fleet.schema.json"));
    assertThat(folder.resolve("suites/core.yaml"))
        .content()
        .startsWith(header("../suite.schema.json"));
    assertThat(folder.resolve("fleet.schema.json")).isNotEmptyFile();
    assertThat(folder.resolve("suite.schema.json")).isNotEmptyFile();
    assertThat(folder)
        .isDirectoryNotContaining(file -> file.getFileName().toString().endsWith(".tmp"));
  }

  private static String header(String schema) {
    return "# yaml-language-server: $schema=" + schema + "\n";
  }

  private List<Probe> probes() {
    return new CatalogLoader()
        .load(folder).suites().stream().flatMap(suite -> suite.probes().stream()).toList();
  }

  private static String example(Probe probe) {
    Tool.ExampleCall call = probe.exampleCall();
    return call == null
        ? Objects.requireNonNull(probe.example(), probe.id())
        : call.arguments().toString();
  }

  /** Characters of no allowed script, by Script_Extensions. */
  private static List<String> foreign(String text, Set<String> scripts) {
    return text.codePoints()
        .filter(character -> !allowed(character, scripts))
        .mapToObj(Character::getName)
        .toList();
  }

  private static boolean allowed(int character, Set<String> scripts) {
    BitSet extensions = new BitSet();
    UScript.getScriptExtensions(character, extensions);
    return extensions.get(UScript.COMMON)
        || extensions.get(UScript.INHERITED)
        || scripts.stream().anyMatch(name -> extensions.get(UScript.getCodeFromName(name)));
  }
}
