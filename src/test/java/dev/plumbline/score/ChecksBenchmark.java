package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.catalog.Syntax;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Token;
import dev.plumbline.testing.Benchmarks;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

/** What checking an answer costs, and how fast a text is searched. */
@Tag("benchmark")
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChecksBenchmark {
  private static final int TOKENS = 500;
  private static final int TEXT = 1 << 20;

  private static final String PROSE =
      "In spring the trees begin to bloom, birds return from the south [1], and farmers sow their"
          + " fields. If x < 7 the days grow longer; by June it is light for 16 hours. Autumn paints"
          + " the woods in yellow and red, and in winter all of it sleeps under the snow.\n";

  @Test
  void measure() throws RunnerException {
    Benchmarks.run(ChecksBenchmark.class);
  }

  /** One answer of 500 tokens with five alternatives each. */
  @State(Scope.Thread)
  public static class OneAnswer {
    /** One check by its name, or all of them. */
    @Param({
      "all",
      "foreign-script",
      "argmax",
      "routing",
      "format",
      "language",
      "repetition",
      "answer",
      "stop-reason",
      "usage",
      "latency"
    })
    public String check = "all";

    private List<Check> checks = List.of();
    private Optional<Subject> subject = Optional.empty();

    @Setup
    public void prepare() {
      Sampling greedy = new Sampling(0.0, null, 7L, 600, 5, false);
      Probe probe =
          Given.probe(
              "Say as JSON what the seasons are like.",
              Set.of("Latin"),
              greedy,
              new CheckUse.Format(Syntax.JSON),
              new CheckUse.Language("en"),
              new CheckUse.Answer(
                  new Expected.All(
                      List.of(new Expected.Regex("winter"), new Expected.Quantity(16, 0, null)))),
              new CheckUse.Stop(StopReason.END),
              new CheckUse.Usage(Map.of("ash", 9)));
      Subject prepared = Given.subject(Given.target(), probe, answer(), Given.response("{}"));
      subject = Optional.of(prepared);
      checks =
          CheckRegistry.standard().all().stream()
              .filter(one -> check.equals("all") || check.equals(one.name()))
              .filter(one -> one.inapplicable(prepared.target(), probe).isEmpty())
              .toList();
      System.out.println("checks: " + checks.stream().map(Check::name).toList());
      checks.forEach(one -> System.out.println(one.name() + ": " + one.read(prepared)));
    }

    /** Numbered, because an answer that says the same thing nine times is a loop. */
    private static String prose() {
      return IntStream.range(0, 12)
          .mapToObj(i -> "Chapter %d. %s".formatted(i, PROSE.strip().replace("the", "the " + i)))
          .collect(Collectors.joining(" "));
    }

    /** Pieces of about four characters, as tokenizers make them. */
    private static Answer answer() {
      String json = "{\"answer\": \"" + prose().substring(0, 4 * TOKENS - 15) + "\"}";
      Token[] tokens =
          IntStream.range(0, TOKENS)
              .mapToObj(i -> token(json.substring(4 * i, Math.min(json.length(), 4 * i + 4))))
              .toArray(Token[]::new);
      return Given.answer(json, tokens);
    }

    private static Token token(String text) {
      List<Token.Alternative> top =
          IntStream.range(0, 5)
              .mapToObj(
                  i -> new Token.Alternative(i == 0 ? text : text + i, null, -0.013 - 2.2 * i))
              .toList();
      String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
      return new Token(text, hex, -0.013, top);
    }
  }

  @Benchmark
  public int checks(OneAnswer answer) {
    Subject subject = answer.subject.orElseThrow();
    int read = 0;
    for (Check check : answer.checks) {
      read += check.read(subject).hashCode();
    }
    return read;
  }

  /** A mebibyte of English. */
  @State(Scope.Thread)
  public static class LongText {
    /** Letters that are not ASCII, in a thousand. */
    @Param({"0", "5"})
    public int notAscii;

    private String text = "";
    private byte[] bytes = {};
    private final TextInspector inspector =
        new TextInspector(new ScriptAllowList(Set.of("Latin")), "");

    @Setup
    public void prepare() {
      StringBuilder built = new StringBuilder(PROSE.repeat(TEXT / PROSE.length()));
      for (int at = 100; notAscii > 0 && at < built.length(); at += 1000 / notAscii) {
        built.setCharAt(at, "é’ü–ñ".charAt(at % 5));
      }
      text = built.toString();
      bytes = text.getBytes(StandardCharsets.UTF_8);
      System.out.println("bytes: " + bytes.length + " " + inspector.findings(text));
    }
  }

  @Benchmark
  public int scan(LongText text) {
    return text.inspector.findings(text.text).size();
  }

  /** What reading every byte once costs. */
  @Benchmark
  public int plainPass(LongText text) {
    int sum = 0;
    for (byte one : text.bytes) {
      sum += one;
    }
    return sum;
  }
}
