package dev.plumbline.probe;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** A real PostgreSQL with our migrations, one for all tests, empty before each. */
final class ProbeDatabase implements BeforeEachCallback {
  /** A day for tests with a clock of their own; today's partitions exist as well. */
  static final Instant NOON = Instant.parse("2020-06-15T12:00:00Z");

  private static @Nullable DataSource shared;

  static synchronized DataSource dataSource() {
    if (shared == null) {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
        shared = postgres.getPostgresDatabase();
        Flyway.configure().dataSource(shared).locations("classpath:db/migration").load().migrate();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return Objects.requireNonNull(shared);
  }

  static JdbcClient jdbc() {
    return JdbcClient.create(dataSource());
  }

  static TransactionOperations transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(dataSource()));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    jdbc().sql("TRUNCATE probe.claims, probe.budgets, probe.skip_sweep, probe.recorded").update();
    new ClaimStore(jdbc(), transactions()).roll(LocalDate.ofInstant(NOON, ZoneOffset.UTC));
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
