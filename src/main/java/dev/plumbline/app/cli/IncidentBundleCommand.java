package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "bundle",
    description = {
      "Everything known of an incident as one zip: suspect, timeline, changes, failing exchanges",
      "with a script that asks again, a post-mortem to finish. Secrets are not in it.",
    },
    mixinStandardHelpOptions = true)
final class IncidentBundleCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Parameters(paramLabel = "ID", description = "As list shows it.")
  String id = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it; default: incident-ID.zip.")
  @Nullable Path out;

  @Override
  public Integer call() throws InterruptedException {
    byte[] zip =
        server.send(
            "GET", IncidentCommand.PATH + "/" + ServerOption.encoded(id) + "/bundle", new byte[0]);
    Path file =
        out == null
            ? Path.of("incident-%s.zip".formatted(id.replaceAll("[^A-Za-z0-9._-]", "_")))
            : out;
    write(file, zip);
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** The whole file or none of it. */
  private static void write(Path file, byte[] content) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
      try {
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new BadInputException("%s cannot be written: %s".formatted(file, e));
    }
  }
}
