package dev.plumbline.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "retire",
    description = "Takes a reference out of force: nothing is compared with it any more.",
    mixinStandardHelpOptions = true)
final class ReferenceRetireCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Parameters(paramLabel = "ID", description = "As list shows it.")
  String id = "";

  @Override
  public Integer call() throws InterruptedException {
    byte[] answer = server.send("DELETE", "/api/v1/references/" + id + "/approval", new byte[0]);
    spec.commandLine().getOut().println(new String(answer, StandardCharsets.UTF_8));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
