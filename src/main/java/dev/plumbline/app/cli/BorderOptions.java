package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.reference.BorderFindings;
import dev.plumbline.reference.BorderPrompts;
import dev.plumbline.reference.BorderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which border prompts are looked for, among what and how. */
final class BorderOptions {
  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description = "Candidates, one a line; default: made up by --seed.")
  @Nullable Path file;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the candidates made up; default ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--wanted",
      paramLabel = "N",
      description = "Ends when so many are found; default ${DEFAULT-VALUE}.")
  int wanted = 20;

  @Option(
      names = "--most-requests",
      paramLabel = "N",
      description = "Ends when so many are sent; default ${DEFAULT-VALUE}.")
  int requests = 10_000;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "Answers that the shares of a prompt are told from; default ${DEFAULT-VALUE}.")
  int draws = 50;

  @Option(
      names = "--least-share",
      paramLabel = "P",
      description = {
        "Of the answers, what the second likeliest first token must have;",
        "default ${DEFAULT-VALUE}."
      })
  double leastShare = 0.2;

  @Option(
      names = "--most-rest",
      paramLabel = "P",
      description = {
        "Of the answers, how many may begin with a third token;",
        "default ${DEFAULT-VALUE}."
      })
  double mostRest = 0.1;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = {
        "Sampling to look under, and to ask the prompts with ever after; default: 0, and",
        "the target's own where it takes none."
      })
  @Nullable Double temperature;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = {
        "Length of answers; default ${DEFAULT-VALUE}, more where the platform refuses that.",
        "Without log-probabilities, the first token is then the first word."
      })
  int maxTokens = 1;

  @Option(
      names = "--no-logprobs",
      description = {
        "Makes no short list by log-probabilities, even where the target tells them;",
        "beyond --max-tokens 1 it makes none anyway."
      })
  boolean noLogprobs;

  BorderSettings settings(Target target) {
    requireSane();
    boolean settable = target.capabilities().contains(Capability.TEMPERATURE);
    if (temperature != null && !settable) {
      throw new BadInputException(
          "%s takes no temperature: leave --temperature out, or add the capability"
              .formatted(target.name()));
    }
    Double told = temperature == null ? Double.valueOf(0) : temperature;
    return new BorderSettings(
        wanted,
        requests,
        draws,
        leastShare,
        mostRest,
        new Sampling(settable ? told : null, null, null, maxTokens, null, false),
        !noLogprobs && maxTokens == 1 && target.capabilities().contains(Capability.LOGPROBS));
  }

  private void requireSane() {
    if (wanted < 1 || wanted > 1000 || requests < 1 || requests > 1_000_000) {
      throw new BadInputException(
          "write 1 to 1000 for --wanted and 1 to 1000000 for --most-requests");
    }
    if (draws < 10 || draws > 10_000 || maxTokens < 1 || maxTokens > 1000) {
      throw new BadInputException("write 10 to 10000 for --draws and 1 to 1000 for --max-tokens");
    }
    if (!(leastShare > 0 && leastShare <= 0.5 && mostRest >= 0 && mostRest <= 1)) {
      throw new BadInputException(
          "write above 0 up to 0.5 for --least-share and 0 to 1 for --most-rest");
    }
    if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
      throw new BadInputException("write 0 to 2 for --temperature");
    }
  }

  /** As many candidates as the requests could screen. */
  List<String> prompts(BorderSettings settings) {
    Path from = file;
    if (from == null) {
      int most = requests / (settings.leads() ? 1 : 3) + 1;
      return BorderPrompts.of(seed, most, settings.sampling().temperature() != null);
    }
    try {
      List<String> prompts =
          Files.readAllLines(from).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .distinct()
              .toList();
      if (prompts.isEmpty()) {
        throw new BadInputException(from + ": holds no prompt — write one a line");
      }
      return prompts;
    } catch (IOException e) {
      throw new BadInputException(
          "%s: cannot be read: %s — write one prompt a line, in UTF-8".formatted(from, e));
    }
  }

  String origin() {
    return file == null ? "candidates of seed " + seed : "candidates of a file";
  }

  /** What was tried in vain, and what else might help. */
  String remedy(String target, BorderFindings tried) {
    return "%s: no border prompt among %,d candidates: %,d promising, %,d weighed, by %,d requests%s"
        .formatted(
            target,
            tried.screened(),
            tried.promising(),
            tried.weighed(),
            tried.spent().requests(),
            reason(tried));
  }

  private String reason(BorderFindings tried) {
    if (2 * tried.spent().empty() > tried.spent().requests()) {
      return ", %,d of them answered with nothing — let it think: --max-tokens 500"
          .formatted(tried.spent().empty());
    }
    if (tried.weighed() > 0) {
      return " — ask for less: --least-share, --most-rest";
    }
    return " — try first words, --max-tokens 4, then --temperature 1, or more candidates:"
        + " --most-requests, --seed, --prompts";
  }
}
