package dev.plumbline.incident;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real PostgreSQL with the project's migrations, one for all tests of the module. */
final class Database implements BeforeEachCallback {

  /** Started at first use, stopped with the JVM. */
  private static final class Server {
    static final DataSource SOURCE = start();

    private static DataSource start() {
      try {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  try {
                    postgres.close();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }));
        DataSource source = postgres.getPostgresDatabase();
        Flyway.configure().dataSource(source).locations("filesystem:migrations").load().migrate();
        return source;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final DataSource source = Server.SOURCE;
  private final JdbcClient jdbc = JdbcClient.create(source);

  @Override
  public void beforeEach(ExtensionContext context) {
    jdbc.sql(
            """
            truncate incident.timeline, incident.detections, incident.tracks, incident.incidents
            """)
        .update();
    jdbc.sql("update incident.progress set next_offset = 0").update();
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  TransactionTemplate transaction() {
    return new TransactionTemplate(new JdbcTransactionManager(source));
  }
}
