package dev.plumbline.app.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testing.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What keeps tables of a partition a day rolling, called again and again on one connection. */
class DailyPartitionsTest {
  private static final int CALLS = 12;

  /**
   * Whatever plan PostgreSQL makes: after some calls it makes one for all, in which names of other
   * tables were once taken for days.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan_cache_mode = auto",
        "plan_cache_mode = force_generic_plan",
        "enable_nestloop = off",
        "enable_hashjoin = off",
        "enable_indexscan = off",
      })
  void rollWhateverThePlan(String setting) throws SQLException {
    DataSource database = Servers.shared().newMigratedDatabase();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET " + setting);
      statement.execute("ANALYZE");
      JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));

      // A week on, so that days are dropped too, and then the same again.
      IntStream.range(0, CALLS).forEach(_ -> roll(jdbc, 7));

      assertThat(
              jdbc.sql(
                      """
                      SELECT count(*) FROM pg_inherits i
                      WHERE i.inhparent = 'probe.claims'::regclass
                        AND to_date(right(i.inhrelid::regclass::text, 8), 'YYYYMMDD')
                            BETWEEN current_date + 4 AND current_date + 9
                      """)
                  .query(Long.class)
                  .single())
          .as("three days back, today, two ahead")
          .isEqualTo(6);
      assertThat(
              jdbc.sql(
                      "SELECT count(*) FROM pg_inherits WHERE inhparent = 'probe.claims'::regclass")
                  .query(Long.class)
                  .single())
          .isEqualTo(6);
    }
  }

  private static void roll(JdbcClient jdbc, int daysOn) {
    jdbc.sql("SELECT util.roll_daily('probe.claims', 3, 2, current_date + :on)")
        .param("on", daysOn)
        .query((_, _) -> 0)
        .list();
  }
}
