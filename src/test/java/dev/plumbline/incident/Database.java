package dev.plumbline.incident;

import dev.plumbline.incident.journal.Progress;
import dev.plumbline.testing.Servers;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real PostgreSQL with the project's migrations, one for all tests of the module. */
public final class Database implements BeforeEachCallback {

  /** Made at first use. */
  private static final class Shared {
    static final DataSource SOURCE = Servers.shared().newMigratedDatabase();
  }

  private final DataSource source = Shared.SOURCE;
  private final JdbcClient jdbc = JdbcClient.create(source);

  @Override
  public void beforeEach(ExtensionContext context) {
    jdbc.sql(
            """
            truncate incident.timeline, incident.detections, incident.tracks, incident.incidents,
              incident.changes, incident.acknowledgements, incident.drills
            """)
        .update();
    jdbc.sql("update incident.progress set next_offset = 0, topic_id = null").update();
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  public TransactionTemplate transaction() {
    return new TransactionTemplate(new JdbcTransactionManager(source));
  }

  public Progress progress() {
    return new ProgressStore(jdbc);
  }
}
