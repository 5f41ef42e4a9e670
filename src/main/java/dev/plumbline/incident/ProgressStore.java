package dev.plumbline.incident;

import dev.plumbline.incident.journal.Progress;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far a topic has been written down. Its row is the lock that makes one writer of many. */
@Repository
@ConditionalOnRole(Role.API)
class ProgressStore implements Progress {
  private final JdbcClient jdbc;

  ProgressStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public long next(String topic) {
    return jdbc.sql("select next_offset from incident.progress where topic = :topic")
        .param("topic", topic)
        .query(Long.class)
        .single();
  }

  /**
   * The same, while every other writer waits until this transaction ends. A writer that stands
   * still within it, or whose machine is gone, loses it after ten seconds.
   */
  @Override
  public long lock(String topic) {
    jdbc.sql("set local idle_in_transaction_session_timeout = '10s'").update();
    return jdbc.sql("select next_offset from incident.progress where topic = :topic for update")
        .param("topic", topic)
        .query(Long.class)
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
}
