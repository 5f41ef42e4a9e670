package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/helm.md offers to copy installs what it says. */
@Tag("exhaustive")
class ChartDocumentationTest {
  private static final String TEXT = Chart.text(Path.of("docs", "helm.md"));

  @TempDir private Path folder = Path.of("");

  @Test
  void theValuesOfTheFirstPageRender() throws IOException {
    Path values = Files.writeString(folder.resolve("my-values.yaml"), block("yaml").getFirst());
    List<String> files =
        Pattern.compile("--set-file '([^=]+)=([^']+)'")
            .matcher(TEXT)
            .results()
            .map(file -> file.group(1) + "=" + write(file))
            .toList();
    assertThat(files).hasSize(2);

    Helm.Said said =
        Helm.run(
            "template",
            "plumbline",
            Chart.FOLDER.toString(),
            "-f",
            values.toString(),
            "--set-file",
            files.get(0),
            "--set-file",
            files.get(1));

    assertThat(said.exitCode()).as(said.errors()).isZero();
    Rendered rendered = Rendered.of(said.output());
    assertThat(rendered.objects()).allMatch(object -> ApiModels.complaint(object).isEmpty());
    assertThat(rendered.get("ConfigMap", "plumbline-catalog").path("data").propertyNames())
        .containsExactlyInAnyOrder("fleet.yaml", "suites--core.yaml");
    assertThat(rendered.pod("api").toString()).contains("plumbline-tokens");
    String secrets = String.join("\n", block("sh"));
    for (String name : List.of("plumbline-database", "plumbline-tokens", "models")) {
      assertThat(secrets).contains("create secret generic " + name + " ");
    }
  }

  private Path write(MatchResult file) {
    try {
      Path path = folder.resolve(file.group(2).replace('/', '-'));
      return Files.writeString(path, "a: text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blocks of a language, without the indent of the list they are in. */
  private static List<String> block(String language) {
    return Pattern.compile("(?s) {3}```" + language + "\n(.*?) {3}```")
        .matcher(TEXT)
        .results()
        .map(block -> block.group(1).replaceAll("(?m)^ {3}", ""))
        .toList();
  }
}
