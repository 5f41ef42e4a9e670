package dev.plumbline.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "approve",
    description = "Puts a submitted reference in force; the target's one before it retires.",
    mixinStandardHelpOptions = true)
final class ReferenceApproveCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();
  @Mixin ApprovalOption approval = new ApprovalOption();

  @Parameters(paramLabel = "ID", description = "As list shows it.")
  String id = "";

  @Override
  public Integer call() throws InterruptedException {
    byte[] answer = approval.approve(server, id);
    spec.commandLine().getOut().println(new String(answer, StandardCharsets.UTF_8));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
