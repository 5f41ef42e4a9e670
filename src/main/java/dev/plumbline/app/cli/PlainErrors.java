package dev.plumbline.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Bad input is told in plain words with exit code 2; only a bug shows its stack trace. */
final class PlainErrors implements IExecutionExceptionHandler {
  static final int BAD_INPUT = 2;

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parseResult)
      throws Exception {
    if (error instanceof BadInputException) {
      command.getErr().println(error.getMessage());
      return BAD_INPUT;
    }
    throw error;
  }

  /** What the caller gave cannot be used; the message says why and what to do. */
  static final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
      super(message);
    }
  }
}
