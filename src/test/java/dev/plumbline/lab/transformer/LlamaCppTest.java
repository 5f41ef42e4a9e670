package dev.plumbline.lab.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lab's model, computed by a server's engine that nobody here wrote: llama.cpp, through npm's
 * {@code node-llama-cpp}. It reads the same weights from a file of its own format.
 */
@Tag("exhaustive")
class LlamaCppTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder = Path.of("");

  /** Over the whole vocabulary, the largest difference measured is 1.3e-5. */
  @Test
  void llamaCppGivesTheSameLogProbabilities() throws IOException {
    Weights weights = Weights.named("large", Precision.STORED);
    List<int[]> texts = Golden.read().large().stream().map(Golden.Continuation::tokens).toList();
    List<float[]> theirs = llamaCpp(weights, texts);

    Transformer model = Transformer.of(weights, Arithmetic.FP32);
    double furthest = 0;
    for (int i = 0; i < texts.size(); i++) {
      float[] ours = model.prefill(model.newCache(), texts.get(i));
      furthest = Math.max(furthest, LogProbabilities.furthest(ours, theirs.get(i)));
      assertThat(LogProbabilities.argmax(ours)).isEqualTo(LogProbabilities.argmax(theirs.get(i)));
    }
    assertThat(furthest).isLessThan(1e-4);
  }

  private List<float[]> llamaCpp(Weights weights, List<int[]> texts) throws IOException {
    Path modules = Path.of(System.getProperty("peers.dir", "target/peers/node_modules"));
    Path engine = modules.resolve("node-llama-cpp");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(engine).as("peers are installed in CI").exists();
    }
    assumeTrue(Files.exists(engine), engine + " is not installed; .ci/run installs it");
    Path file = Files.write(folder.resolve("large.gguf"), GgufWriter.write(weights));
    Process node =
        new ProcessBuilder(
                "node",
                "src/test/resources/dev/plumbline/lab/transformer/llama-cpp.mjs",
                modules.toAbsolutePath().toString(),
                file.toString(),
                JSON.writeValueAsString(texts))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = node.getInputStream()) {
      String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return JSON.readValue(printed, new TypeReference<List<float[]>>() {});
    } finally {
      node.destroy();
    }
  }
}
