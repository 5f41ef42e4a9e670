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
    try {
      EmbeddedBroker broker = EmbeddedBroker.start(data.folder("kafka"), FreePort.any());
      try {
        return new EmbeddedServers(broker, await(database));
      } catch (RuntimeException e) {
        broker.close();
        throw e;
      }
    } catch (RuntimeException e) {
      stop(database, e);
      throw e;
    }
  }

  private static EmbeddedDatabase await(FutureTask<EmbeddedDatabase> database) {
    try {
      return database.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StandaloneException problem) {
        throw problem;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException("Interrupted while starting.", "Start again.", e);
    }
  }

  /** One of the two failed: the other must not stay behind. */
  private static void stop(FutureTask<EmbeddedDatabase> database, RuntimeException failure) {
    try {
      database.get().close();
    } catch (ExecutionException | IOException e) {
      if (!failure.equals(e.getCause())) {
        failure.addSuppressed(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
