package dev.plumbline.app.cli;

import picocli.CommandLine.Command;

@Command(name = "lab", description = "Runs the practice fleet alone.", mixinStandardHelpOptions = true)
final class LabCommand implements Runnable {
  @Override
  public void run() {
    throw new UnsupportedOperationException("waits for the lab");
  }
}
