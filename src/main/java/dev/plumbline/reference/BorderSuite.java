package dev.plumbline.reference;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.SuiteFile;
import dev.plumbline.reference.FirstTokens.Count;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes border prompts as a suite.
 *
 * @param target they were found on
 * @param at when
 * @param origin where the candidates came from, for people
 */
public record BorderSuite(
    String name, String target, Instant at, String origin, BorderSettings settings) {
  private static final int SHOWN = 3;
  private static final int LONGEST_NAME = 100;

  /** A name made of a target's. */
  public static String nameFor(String target) {
    String name = "border-" + target.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "_");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  /**
   * The text of a {@code suites/*.yaml}.
   *
   * @throws dev.plumbline.catalog.InvalidCatalogException if the catalog would refuse it
   * @throws IllegalStateException if it would not read back as what was found; a fault of ours
   */
  public String yaml(BorderFindings findings) {
    String text =
        header(findings)
            + IntStream.range(0, findings.found().size())
                .mapToObj(i -> probe(i, findings.found().get(i)))
                .collect(Collectors.joining("\n"));
    requireSame(findings, SuiteFile.read(name + ".yaml", text));
    return text;
  }

  private String header(BorderFindings findings) {
    Sampling sampling = settings.sampling();
    return """
    # yaml-language-server: $schema=../suite.schema.json
    # Border prompts of %s, found %s
    # among %,d %s by %,d requests, at %s and %d tokens at most.
    # Shares are of %d draws of each, none of which it was chosen by.
    # On another model they are prompts like any other: name this suite under "suites" of the
    # targets that serve this one. Next: plumbline reference capture.
    suite: %s
    defaults:
      family: border
      sampling: {temperature: %s, seed: null, max-tokens: %d, top-logprobs: null}
      checks: [border-token, routing]

    probes:
    """
        .formatted(
            Quoted.of(target),
            at,
            findings.screened(),
            origin,
            findings.spent().requests(),
            temperature(sampling),
            sampling.maxTokens(),
            settings.draws(),
            name,
            plain(sampling.temperature()),
            sampling.maxTokens());
  }

  private static String temperature(Sampling sampling) {
    @Nullable Double temperature = sampling.temperature();
    return temperature == null ? "the target's own sampling" : "temperature " + plain(temperature);
  }

  /** As people write it: 0, not 0.0. */
  private static String plain(@Nullable Double number) {
    return number == null
        ? "null"
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String probe(int index, BorderPrompt found) {
    return """
      # %s
      - id: %s
        prompt: %s
    """
        .formatted(shares(found.first()), id(index), Quoted.of(found.prompt()));
  }

  private static String shares(FirstTokens first) {
    List<Count> counts = first.counts();
    String likeliest =
        IntStream.range(0, Math.min(SHOWN, counts.size()))
            .mapToObj(rank ->
                String.format(Locale.ROOT, "%s %.2f", counts.get(rank).shown(), first.share(rank)))
            .collect(Collectors.joining(", "));
    int others = counts.size() - SHOWN;
    return others > 0 ? "%s, %d others".formatted(likeliest, others) : likeliest;
  }

  private static String id(int index) {
    return "border-%02d".formatted(index + 1);
  }

  private void requireSame(BorderFindings findings, Suite read) {
    List<String> written = findings.found().stream().map(BorderPrompt::prompt).toList();
    List<String> back =
        read.probes().stream().map(probe -> probe.messages().getFirst().content()).toList();
    List<Sampling> sampling = read.probes().stream().map(Probe::sampling).distinct().toList();
    if (!written.equals(back) || !sampling.equals(List.of(settings.sampling()))) {
      throw new IllegalStateException("suite %s does not read back".formatted(name));
    }
  }
}
