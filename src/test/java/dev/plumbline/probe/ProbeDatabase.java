package dev.plumbline.probe;

import dev.plumbline.testing.Servers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
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
      shared = Servers.shared().newMigratedDatabase();
    }
    return shared;
  }

  static JdbcClient jdbc() {
    return JdbcClient.create(dataSource());
  }

  static TransactionOperations transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(dataSource()));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    jdbc()
        .sql(
            "TRUNCATE probe.claims, probe.budgets, probe.budget_hours, probe.pauses,"
                + " probe.skip_sweep, probe.recorded")
        .update();
    new ClaimStore(jdbc(), transactions()).roll(LocalDate.ofInstant(NOON, ZoneOffset.UTC));
  }
}
