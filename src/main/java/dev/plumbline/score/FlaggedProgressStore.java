package dev.plumbline.score;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the topic of flagged exchanges has been copied, in the database they are copied to. */
final class FlaggedProgressStore {
  private final JdbcClient jdbc;

  FlaggedProgressStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How far a partition has been copied.
   *
   * @param topicId which topic of that name
   * @param next offset of the first record that is not
   */
  record Mark(String topicId, long next) {}

  /** By partition. */
  Map<Integer, Mark> marks() {
    Map<Integer, Mark> marks = new HashMap<>();
    jdbc.sql("SELECT partition, topic_id, next_offset FROM score.flagged_progress")
        .query(row -> {
          marks.put(
              row.getInt("partition"),
              new Mark(row.getString("topic_id"), row.getLong("next_offset")));
        });
    return marks;
  }

  void put(int partition, Mark mark) {
    jdbc.sql(
            """
            INSERT INTO score.flagged_progress (partition, topic_id, next_offset)
            VALUES (:partition, :topicId, :next)
            ON CONFLICT (partition) DO UPDATE
              SET topic_id = excluded.topic_id, next_offset = excluded.next_offset
            """)
        .param("partition", partition)
        .param("topicId", mark.topicId())
        .param("next", mark.next())
        .update();
  }
}
