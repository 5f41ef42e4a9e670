package dev.plumbline.incident;

import dev.plumbline.incident.journal.Place;
import dev.plumbline.incident.journal.Progress;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far a topic has been written down. Its row is the lock that makes one writer of many. */
@Repository
@ConditionalOnRole(Role.API)
class ProgressStore implements Progress {
  private static final String SELECT =
      "select topic_id, next_offset from incident.progress where topic = :topic";

  private final JdbcClient jdbc;

  ProgressStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Place place(String topic) {
    return jdbc.sql(SELECT).param("topic", topic).query(ProgressStore::place).single();
  }

  /**
   * The same, while every other writer waits until this transaction ends. A writer that stands
   * still within it, or whose machine is gone, loses it after ten seconds.
   */
  @Override
  public Place lock(String topic) {
    jdbc.sql("set local idle_in_transaction_session_timeout = '10s'").update();
    return jdbc.sql(SELECT + " for update")
        .param("topic", topic)
        .query(ProgressStore::place)
        .single();
  }

  @Override
  public void move(String topic, long from, long to) {
    int moved =
        jdbc.sql(
                """
                update incident.progress set next_offset = :to
                where topic = :topic and next_offset = :from
                """)
            .param("topic", topic)
            .param("from", from)
            .param("to", to)
            .update();
    if (moved != 1) {
      throw new IllegalStateException(
          "%s: somebody else moved on from offset %d".formatted(topic, from));
    }
  }

  @Override
  public void begin(String topic, Place at) {
    jdbc.sql(
            """
            update incident.progress set topic_id = :id, next_offset = :next where topic = :topic
            """)
        .param("topic", topic)
        .param("id", at.topicId())
        .param("next", at.next())
        .update();
  }

  private static Place place(ResultSet row, int number) throws SQLException {
    return new Place(row.getString("topic_id"), row.getLong("next_offset"));
  }
}
