package dev.plumbline.testing;

import dev.plumbline.standalone.EmbeddedBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker and nothing else, until it is ended from outside. */
public final class BrokerProgram {
  private BrokerProgram() {}

  /**
   * Starts it.
   *
   * @param arguments folder and port
   */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedBroker broker =
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
    new CountDownLatch(1).await();
  }
}
