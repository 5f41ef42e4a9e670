package dev.plumbline.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = "Prints a stored reference, the same text that was submitted.",
    mixinStandardHelpOptions = true)
final class ReferenceExportCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Parameters(paramLabel = "ID", description = "As list shows it.")
  String id = "";

  @Override
  public Integer call() throws InterruptedException {
    byte[] answer = server.send("GET", "/api/v1/references/" + id, new byte[0]);
    spec.commandLine().getOut().println(new String(answer, StandardCharsets.UTF_8));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
