package dev.plumbline.gate.live;

import com.zaxxer.hikari.HikariDataSource;
import dev.plumbline.testing.Servers;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL with our migrations, one for all tests, empty before each. */
final class GateDatabase implements BeforeEachCallback {
  private static @Nullable DataSource shared;

  static synchronized DataSource dataSource() {
    if (shared == null) {
      HikariDataSource pool = new HikariDataSource();
      pool.setDataSource(Servers.shared().newMigratedDatabase());
      pool.setMaximumPoolSize(4);
      shared = pool;
    }
    return shared;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    JdbcClient.create(dataSource())
        .sql("TRUNCATE gate.evaluations, gate.sides, gate.overrides, gate.audit")
        .update();
  }
}
