package dev.plumbline.triage;

import dev.plumbline.gate.GateViews.Headline;

/** The command that asks a release question, to be copied into a shell. */
final class GateCommand {
  private GateCommand() {}

  static String asking(Headline headline) {
    StringBuilder command =
        new StringBuilder("plumbline gate ask %s".formatted(quoted(headline.gate())));
    option(command, "--candidate", headline.candidate());
    option(command, "--baseline", headline.baseline());
    option(command, "--build", headline.build());
    String environment = headline.environment();
    if (environment != null) {
      option(command, "--environment", environment);
    }
    return command.toString();
  }

  private static void option(StringBuilder command, String name, String value) {
    command.append(" \\\n    ").append(name).append(' ').append(quoted(value));
  }

  /** As it is where no shell reads anything into it, else so that none does. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9@%+=:,./_-]+") && !text.startsWith("-")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
