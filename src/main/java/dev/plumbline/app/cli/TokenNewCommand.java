package dev.plumbline.app.cli;

import dev.plumbline.access.AccessRole;
import dev.plumbline.access.NewToken;
import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.InvalidCatalogException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "new",
    description =
        "Makes a token. It is printed once, alone on standard output, and kept nowhere; what the"
            + " server needs is its hash: an entry of the file of plumbline.access.tokens.",
    mixinStandardHelpOptions = true)
final class TokenNewCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "Who will hold it; the audit calls them so.")
  String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description =
          "read, change (tell of changes and reports, take incidents, submit references; and read),"
              + " approve (put references in force, override gates; and read), gate (ask gates only) or"
              + " admin (everything). May be given several times.")
  List<AccessRole> roles = new ArrayList<>();

  @Option(names = "--expires", paramLabel = "DAY", description = "Last day it is good: 2027-06-30.")
  @Nullable String expires;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "The file of tokens: the entry is put at its end; a running server takes it over within"
              + " seconds. Without it the entry is printed on standard error.")
  @Nullable Path file;

  @Override
  public Integer call() {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")) {
      throw new BadInputException(
          "'%s' is no name: write letters, digits and . _ @ -, as in ci-rollouts".formatted(name));
    }
    NewToken made = NewToken.make(name, roles, lastDay(), RandomGenerator.of("SecureRandom"));
    PrintWriter err = spec.commandLine().getErr();
    if (file == null) {
      err.print("add to the file of plumbline.access.tokens, under tokens:\n\n" + made.entry());
    } else {
      add(made, file);
      err.printf("%s is in %s; its token, which is told only now:%n", name, file);
    }
    err.flush();
    spec.commandLine().getOut().println(made.text());
    return 0;
  }

  private static void add(NewToken made, Path file) {
    try {
      made.addTo(file);
    } catch (InvalidCatalogException e) {
      throw new BadInputException(
          "%s stays as it was:%n%s".formatted(file, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new BadInputException("%s cannot be written: %s".formatted(file, e));
    }
  }

  private @Nullable LocalDate lastDay() {
    try {
      return expires == null ? null : LocalDate.parse(expires);
    } catch (DateTimeException _) {
      throw new BadInputException("--expires %s: write a day as 2027-06-30".formatted(expires));
    }
  }
}
