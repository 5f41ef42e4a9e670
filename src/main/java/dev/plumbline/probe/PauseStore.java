package dev.plumbline.probe;

import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which targets are not asked until when, in PostgreSQL: a target that is asked too much is asked
 * too much by all workers together, so what one of them is told holds for all.
 */
final class PauseStore {
  private final JdbcClient jdbc;

  PauseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until when each of these targets is paused; one that is not is absent. */
  Map<String, Instant> of(Collection<String> targets) {
    Map<String, Instant> pauses = new HashMap<>();
    jdbc.sql("SELECT target, until FROM probe.pauses WHERE target = ANY(:targets::text[])")
        .param("targets", targets.toArray(String[]::new))
        .query((ResultSet row) -> {
          pauses.put(
              row.getString("target"), row.getObject("until", OffsetDateTime.class).toInstant());
        });
    return pauses;
  }

  /** Pauses a target until an instant, or longer where it is paused longer. */
  void pause(String target, Instant until) {
    jdbc.sql(
            """
            INSERT INTO probe.pauses (target, until, strikes) VALUES (:target, :until::timestamptz, 1)
            ON CONFLICT (target) DO UPDATE SET until = greatest(pauses.until, excluded.until)
            """)
        .param("target", target)
        .param("until", until.toString())
        .update();
  }

  /**
   * Pauses a target that did not say for how long: twice as long as the last time, without an
   * answer in between. What was sent before a pause and is throttled in it makes it no longer.
   */
  void pauseLonger(String target, Instant now, Duration first, Duration longest) {
    jdbc.sql(
            """
            INSERT INTO probe.pauses AS p (target, until, strikes)
            VALUES (:target, :now::timestamptz + :first * interval '1 second', 1)
            ON CONFLICT (target) DO UPDATE
              SET strikes = least(p.strikes + 1, 30),
                  until = :now::timestamptz
                    + least(:first * power(2, least(p.strikes, 30)), :longest) * interval '1 second'
              WHERE p.until <= :now::timestamptz
            """)
        .param("target", target)
        .param("now", now.toString())
        .param("first", first.toSeconds())
        .param("longest", longest.toSeconds())
        .update();
  }

  /** A target answered: the next pause is short again. One that lasts stays. */
  void answered(String target, Instant now) {
    jdbc.sql("DELETE FROM probe.pauses WHERE target = :target AND until <= :now::timestamptz")
        .param("target", target)
        .param("now", now.toString())
        .update();
  }

  /** Drops pauses that ended before a day: whoever was throttled then begins anew. */
  void forgetBefore(LocalDate day) {
    jdbc.sql("DELETE FROM probe.pauses WHERE until < :day")
        .param("day", day.atStartOfDay().atOffset(ZoneOffset.UTC))
        .update();
  }
}
