package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.corpus.CorpusFile;
import dev.plumbline.corpus.Specimen;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.rehearsal.Specimens;
import dev.plumbline.rehearsal.SpecimensFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "readings",
    description = {
      "Keeps of a corpus only what a rehearsal draws from: the readings of each check, a letter an",
      "answer. Renews what ships with Plumbline: docs/replay.md",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:written", "2:bad input"},
    mixinStandardHelpOptions = true)
final class ReplayReadingsCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "CORPUS",
      description = "A corpus made by 'plumbline lab corpus'.")
  Path corpus = Path.of("");

  @Parameters(index = "1", paramLabel = "FILE", description = "What to write: JSON lines.")
  Path file = Path.of("");

  @Option(
      names = "--origin",
      required = true,
      paramLabel = "TEXT",
      description = "Command and commit that made the corpus, for people.")
  String origin = "";

  @Override
  public Integer call() {
    Specimens specimens = read(corpus, origin);
    try (Writer out = Files.newBufferedWriter(file)) {
      SpecimensFile.write(specimens, out);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be written: %s".formatted(file, e));
    }
    return 0;
  }

  static Specimens read(Path corpus, String origin) {
    Specimens.Gathering gathering = new Specimens.Gathering();
    try {
      CorpusFile.read(corpus, specimen -> take(specimen, gathering));
    } catch (IOException e) {
      throw new BadInputException(
          "%s: no corpus can be read there: %s — make one: plumbline lab corpus"
              .formatted(corpus, e.getMessage()));
    }
    return gathering.done(origin);
  }

  /** As in the lab, a share counts whom a fault meets, whether or not it has something to spoil. */
  private static void take(Specimen specimen, Specimens.Gathering gathering) {
    FaultKind fault = specimen.fault();
    if (!specimen.readings().isEmpty()) {
      gathering.take(
          fault == null ? Specimens.HEALTHY : fault.toString(),
          specimen.probe(),
          specimen.readings());
    }
  }
}
