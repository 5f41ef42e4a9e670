package dev.plumbline.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.feedback.FeedbackCounts;
import dev.plumbline.feedback.FeedbackFiles;
import dev.plumbline.feedback.UnusableCountsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "send",
    description = {
      "Sends counts to a running Plumbline. The same counts sent again change nothing; corrected"
          + " ones",
      "replace them for some minutes. What a file holds: docs/feedback.md",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:sent, or fit to be", "2:bad input"},
    mixinStandardHelpOptions = true)
final class FeedbackSendCommand implements Callable<Integer> {
  private final InstantSource clock = InstantSource.system();

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "JSON as it is posted, or CSV where its name ends so.")
  Path file = Path.of("");

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Who counted, where the file is CSV; default: ${DEFAULT-VALUE}.")
  String source = "file";

  @Option(
      names = "--dry-run",
      description = "Only read and check the file; labels are left to the server's catalog.")
  boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    List<FeedbackCounts> counts = read();
    if (dryRun) {
      counts.forEach(this::tell);
    } else {
      for (byte[] part : FeedbackFiles.posted(counts)) {
        byte[] answer = server.send("POST", "/api/v1/feedback", part);
        spec.commandLine().getOut().println(new String(answer, UTF_8));
      }
    }
    spec.commandLine().getOut().flush();
    return 0;
  }

  private List<FeedbackCounts> read() {
    try {
      return file.toString().endsWith(".csv")
          ? FeedbackFiles.csv(source, Files.readString(file), clock.instant())
          : FeedbackFiles.json(Files.readAllBytes(file), clock.instant());
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read as text".formatted(file));
    } catch (UnusableCountsException e) {
      throw new BadInputException(file + "\n" + e.getMessage());
    }
  }

  private void tell(FeedbackCounts minute) {
    for (FeedbackCounts.Cell cell : minute.cells()) {
      spec.commandLine()
          .getOut()
          .printf(
              "%s  %s/%s/%s/%s  %d requests  %s%n",
              minute.minute(),
              minute.model(),
              cell.platform(),
              cell.accelerator(),
              cell.pool(),
              cell.exposure(),
              reports(cell));
    }
  }

  private static String reports(FeedbackCounts.Cell cell) {
    return cell.reports().isEmpty()
        ? "no reports"
        : String.join(
            ", ",
            cell.reports().entrySet().stream()
                .map(it -> "%d %s".formatted(it.getValue(), it.getKey().word()))
                .toList());
  }
}
