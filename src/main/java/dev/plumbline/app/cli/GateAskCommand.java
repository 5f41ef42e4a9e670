package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.gate.GateJUnit;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.GateText;
import dev.plumbline.topic.JsonFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ask",
    description = {
      "Asks a running Plumbline whether a build may go on, and waits for the verdict.",
      "",
      "The server sends the same probes to candidate and baseline and judges them by the",
      "gate's policy. The same question finds the same evaluation, so a job that is run",
      "again, or killed, starts nothing twice.",
      "",
      "The server's token (its plumbline.gate.token) is read from the variable",
      "PLUMBLINE_TOKEN and never shown. Docs: docs/gates.md",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {
      "0:PASS, or an override that holds",
      "1:FAIL",
      "2:INCONCLUSIVE, also when --timeout is over: the evaluation goes on",
      "3:ERROR: ours, bad input, or the server is away for longer than --patience"
    },
    exitCodeOnInvalidInput = GateCommand.ERROR,
    exitCodeOnExecutionException = GateCommand.ERROR,
    mixinStandardHelpOptions = true)
final class GateAskCommand implements Callable<Integer> {
  private static final String TOKEN = "PLUMBLINE_TOKEN";
  private static final Duration LONGEST = Duration.ofDays(7);

  private final InstantSource clock;
  private final Pause pause;
  private final UnaryOperator<@Nullable String> environment;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Parameters(paramLabel = "GATE", description = "Name of a policy of the server.")
  String gate = "";

  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "TARGET",
      description = "Who is to be judged.")
  String candidate = "";

  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "TARGET",
      description = "Whom it is compared with.")
  String baseline = "";

  @Option(
      names = "--build",
      required = true,
      paramLabel = "BUILD",
      description = "What the candidate runs: a digest, a commit, a tag.")
  String build = "";

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Where it is going, for a gate that is for some only.")
  @Nullable String goesTo;

  @Option(
      names = "--again",
      description = "Another attempt, if the last ended INCONCLUSIVE or in ERROR.")
  boolean again;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Spell.class,
      description = "Waits so long at most: 90s, 30m, 1h, PT1H30M; default: 1h.")
  Duration timeout = Duration.ofHours(1);

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = Spell.class,
      description = "How long the server may be away; default: 1m.")
  Duration patience = Duration.ofMinutes(1);

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the verdict as JSON.")
  @Nullable Path json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes it as JUnit XML.")
  @Nullable Path junit;

  GateAskCommand() {
    this(InstantSource.system(), Pause.REAL, System::getenv);
  }

  GateAskCommand(InstantSource clock, Pause pause, UnaryOperator<@Nullable String> environment) {
    this.clock = clock;
    this.pause = pause;
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      require("--timeout", timeout);
      require("--patience", patience);
      return asked();
    } catch (BadInputException e) {
      say(e.getMessage());
    } catch (IOException e) {
      say("cannot be written: " + e);
    }
    return GateCommand.ERROR;
  }

  private int asked() throws IOException, InterruptedException {
    try (GateServer to = new GateServer(server.server, environment.apply(TOKEN), TOKEN)) {
      GateAnswer answer = answer(to);
      tell(answer);
      write(answer);
      return answer.code();
    }
  }

  private GateAnswer answer(GateServer to) throws InterruptedException {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("candidate", candidate);
    question.put("baseline", baseline);
    question.put("build", build);
    if (goesTo != null) {
      question.put("environment", goesTo);
    }
    GateQuestion asked =
        new GateQuestion(
            to,
            gate,
            question,
            new GateQuestion.Limits(clock.instant().plus(timeout), patience),
            clock,
            pause,
            this::say);
    GateAnswer first = asked.ask(again);
    say(
        "gate %s, attempt %d, %s: %s"
            .formatted(
                gate,
                first.named().attempt(),
                first.begun() ? "begun" : "asked before",
                first.link()));
    return asked.await(first);
  }

  private void write(GateAnswer answer) throws IOException {
    if (json != null) {
      JsonFiles.write(json, answer.sent());
    }
    if (junit != null) {
      Files.createDirectories(junit.toAbsolutePath().getParent());
      Files.writeString(junit, GateJUnit.of(answer.body(), answer.named().override()));
    }
  }

  private void tell(GateAnswer answer) {
    PrintWriter out = spec.commandLine().getOut();
    @Nullable GateOverride override = answer.named().override();
    if (override != null) {
      out.printf(
          Locale.ROOT,
          "OVERRIDDEN: the gate is open in spite of its verdict, by %s until %s: %s%n%n",
          override.by(),
          override.until(),
          override.reason());
    }
    out.print(GateText.of(answer.body()));
    out.println(answer.link());
    out.flush();
    if (!answer.settled()) {
      say("undecided after %s: it goes on, ask again to go on waiting".formatted(timeout));
    } else if (answer.undecided() && !answer.begun() && !again) {
      say("it has ended undecided; --again makes another attempt");
    }
  }

  private static void require(String option, Duration given) {
    if (given.isNegative() || given.compareTo(LONGEST) > 0) {
      throw new BadInputException("%s %s: write 0s to 7d".formatted(option, given));
    }
  }

  private void say(@Nullable String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
