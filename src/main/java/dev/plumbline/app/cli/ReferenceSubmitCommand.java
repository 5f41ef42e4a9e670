package dev.plumbline.app.cli;

import dev.plumbline.reference.Reference;
import dev.plumbline.reference.ReferenceFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "submit",
    description = {
      "Sends a captured reference to a running Plumbline. Refused while evidence of a regression of",
      "the target is open.",
    },
    mixinStandardHelpOptions = true)
final class ReferenceSubmitCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();
  @Mixin ApprovalOption approval = new ApprovalOption();

  @Parameters(paramLabel = "FILE", description = "Written by capture.")
  Path file = Path.of("");

  @Option(names = "--approve", description = "Put it in force at once; needs --by.")
  boolean approve;

  @Override
  public Integer call() throws InterruptedException {
    Reference reference = ReferenceFile.read(file);
    String answer =
        text(
            server.send(
                "POST",
                "/api/v1/references",
                ReferenceFiles.json(reference).getBytes(StandardCharsets.UTF_8)));
    if (approve) {
      answer = text(approval.approve(server, ReferenceFiles.id(reference)));
    }
    spec.commandLine().getOut().println(answer);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
