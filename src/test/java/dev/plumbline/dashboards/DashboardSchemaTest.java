package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Dashboards are what Grafana says a dashboard is: its published types, checked by the TypeScript
 * compiler. Field names, words of enumerations and options of each kind of panel.
 */
@Tag("exhaustive")
class DashboardSchemaTest {

  /** Enumerations of the types are plain words and numbers in JSON. */
  private static final String PLAIN =
      """
      type Plain<T> =
        T extends string ? `${T}` :
        T extends number ? (`${T}` extends `${infer N extends number}` ? N : T) :
        T extends boolean | null | undefined ? T :
        T extends Array<infer E> ? Array<Plain<E>> :
        T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
      """;

  /** What the plugin of Prometheus keeps in an annotation, which the types leave to plugins. */
  private static final String ANNOTATIONS =
      """
      type Prometheus = {
        expr?: string; step?: string; titleFormat?: string; textFormat?: string; tagKeys?: string;
        useValueForTime?: boolean };
      type Ours = Omit<Plain<Dashboard>, 'annotations'> &
        { annotations: { list: Array<Plain<AnnotationQuery> & Prometheus> } };
      """;

  @TempDir(factory = InPeers.class)
  Path temp = Path.of("");

  static List<Path> files() {
    return DashboardFiles.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void grafanaKnowsEveryField(Path file) throws Exception {
    assertThat(complaints(DashboardFiles.read(file))).isEmpty();
  }

  /** Otherwise the test above would prove nothing. */
  @Test
  void aWrongWordIsFound() throws Exception {
    String text = Files.readString(DashboardFiles.all().getFirst());
    for (String[] change :
        new String[][] {
          {"\"schemaVersion\"", "\"schemeVersion\""},
          {"\"mode\": \"absolute\"", "\"mode\": \"absolut\""},
          {"\"showHeader\"", "\"showHeaders\""},
          {"\"titleFormat\"", "\"formatOfTitle\""}
        }) {
      assertThat(text).contains(change[0]);
      Path changed =
          Files.writeString(temp.resolve("changed.json"), text.replace(change[0], change[1]));
      assertThat(complaints(DashboardFiles.read(changed)))
          .contains("error TS", change[1].replaceAll(".*\"(\\w+)\"$", "$1"));
    }
  }

  private String complaints(JsonNode dashboard) throws IOException, InterruptedException {
    // By path: the package offers them to importers under longer names.
    String raw = InPeers.modules().resolve("@grafana/schema/dist/types/raw").toString();
    Path compiler = InPeers.modules().resolve("typescript/bin/tsc");
    StringBuilder source =
        new StringBuilder(
            "import type { Dashboard, AnnotationQuery } from '%s/dashboard/x/types.gen';\n"
                .formatted(raw));
    source.append(PLAIN).append(ANNOTATIONS);
    source.append("export const dashboard: Ours = ").append(dashboard).append(";\n");
    int number = 0;
    for (JsonNode panel : DashboardFiles.panels(dashboard)) {
      String type = panel.path("type").asString().replace("-", "");
      if (!type.equals("row")) {
        source.append(
            "import type { Options as O%1$d } from '%2$s/composable/%3$s/panelcfg/x/types.gen';\n"
                .formatted(number, raw, type));
        source.append(
            "export const options%1$d: Partial<Plain<O%1$d>> = %2$s;\n"
                .formatted(number++, panel.path("options")));
      }
    }
    Path file = Files.writeString(temp.resolve("dashboard.ts"), source);
    Process process =
        new ProcessBuilder(
                "node",
                compiler.toString(),
                "--noEmit",
                "--strict",
                "--skipLibCheck",
                "--module",
                "preserve",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  /** Where the compiler finds Grafana's package. */
  static final class InPeers implements TempDirFactory {
    static Path modules() {
      Path modules = Path.of(System.getProperty("peers.dir", "target/peers/node_modules"));
      Peer.demand(modules.resolve("@grafana/schema"));
      return modules.toAbsolutePath();
    }

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      return Files.createTempDirectory(modules().getParent(), "dashboards");
    }
  }
}
