package dev.plumbline.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Broker and database of one standalone process, started side by side. */
record EmbeddedServers(EmbeddedBroker broker, EmbeddedDatabase database) implements AutoCloseable {

  static EmbeddedServers start(DataFolder data) {
    var database = new FutureTask<>(() -> startDatabase(data));
    new Thread(database, "embedded-database-start").start();
    EmbeddedBroker broker = EmbeddedBroker.start(data.folder("kafka"), FreePort.any());
    try {
      return new EmbeddedServers(broker, database.get());
    } catch (ExecutionException e) {
      broker.close();
      if (e.getCause() instanceof StandaloneException problem) {
        throw problem;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      broker.close();
      Thread.currentThread().interrupt();
      throw new StandaloneException("Interrupted while starting.", "Start again.", e);
    }
  }

  private static EmbeddedDatabase startDatabase(DataFolder data) {
    Path log = data.root().resolve("postgres.log");
    return EmbeddedDatabase.start(
        data.folder("postgres"), data.folder("postgres-binaries"), FreePort.any(), log, true);
  }

  @Override
  public void close() throws IOException {
    broker.close();
    database.close();
  }
}
