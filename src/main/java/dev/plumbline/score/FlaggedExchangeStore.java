package dev.plumbline.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.probe.Exchange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Flagged exchanges in PostgreSQL: kept {@value #DAYS_KEPT} days, and of each target and check the
 * newest {@value #KEPT_PER_SERIES}. Storing one again changes nothing.
 */
final class FlaggedExchangeStore implements FlaggedExchanges {
  static final int DAYS_KEPT = 30;
  static final int KEPT_PER_SERIES = 200;

  private static final int DAYS_AHEAD = 2;

  private final JdbcClient jdbc;

  FlaggedExchangeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Drops days too old and makes room for the coming ones. */
  void roll() {
    jdbc.sql("SELECT util.roll_daily('score.flagged_exchange', :keep, :ahead)")
        .param("keep", DAYS_KEPT)
        .param("ahead", DAYS_AHEAD)
        .query((_, _) -> true)
        .list();
  }

  /** Stores one row for each check failed. */
  void add(FlaggedExchange flagged) {
    for (Observation failure : flagged.failures()) {
      switch (failure.reading()) {
        case Reading.Trial trial -> add(flagged, failure.check(), trial.found());
        case Reading.Compared compared -> add(flagged, failure.check(), compared.found());
        case Reading.Graded graded -> add(flagged, failure.check(), graded.found());
        case Reading.Score _, Reading.Quantity _, Reading.NotATrial _ -> {}
      }
    }
  }

  private void add(FlaggedExchange flagged, String check, String found) {
    Exchange exchange = flagged.exchange();
    jdbc.sql(
            """
            INSERT INTO score.flagged_exchange
              (scheduled_at, exchange_id, check_name, target, suite, probe, found, flagged)
            VALUES (:scheduledAt, :id, :check, :target, :suite, :probe, :found, :flagged)
            ON CONFLICT DO NOTHING
            """)
        .param("scheduledAt", utc(exchange.scheduledAt()))
        .param("id", exchange.id())
        .param("check", check)
        .param("target", exchange.target())
        .param("suite", exchange.suite())
        .param("probe", exchange.probe())
        .param("found", found)
        .param("flagged", new String(ScoreTopics.FLAGGED.encode(flagged), UTF_8))
        .update();
  }

  /** Deletes what is older than the newest {@value #KEPT_PER_SERIES} of a target and check. */
  void forgetBeyondCap(String target, String check) {
    jdbc.sql(
            """
            DELETE FROM score.flagged_exchange
            WHERE target = :target AND check_name = :check
              AND (scheduled_at, exchange_id) <= (
                SELECT scheduled_at, exchange_id FROM score.flagged_exchange
                WHERE target = :target AND check_name = :check
                ORDER BY scheduled_at DESC, exchange_id DESC
                OFFSET :kept LIMIT 1)
            """)
        .param("target", target)
        .param("check", check)
        .param("kept", KEPT_PER_SERIES)
        .update();
  }

  @Override
  public Optional<FlaggedExchange> find(String id) {
    return jdbc.sql("SELECT flagged FROM score.flagged_exchange WHERE exchange_id = :id LIMIT 1")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(json -> ScoreTopics.FLAGGED.decode(json.getBytes(UTF_8)));
  }

  @Override
  public List<FlaggedReading> ofProbe(String target, String suite, String probe, int limit) {
    return jdbc.sql(
            """
            SELECT exchange_id, target, check_name, suite, probe, scheduled_at, found
            FROM score.flagged_exchange
            WHERE target = :target AND suite = :suite AND probe = :probe
            ORDER BY scheduled_at DESC, exchange_id DESC, check_name DESC
            LIMIT :limit
            """)
        .param("target", target)
        .param("suite", suite)
        .param("probe", probe)
        .param("limit", limit)
        .query(FlaggedExchangeStore::reading)
        .list();
  }

  @Override
  public List<FlaggedReading> newest(String target, int limit) {
    return list(new FlaggedQuery(target, "", FlaggedQuery.Cursor.START, limit));
  }

  /** Newest first, those before the cursor. */
  List<FlaggedReading> list(FlaggedQuery query) {
    return jdbc.sql(
            """
            SELECT exchange_id, target, check_name, suite, probe, scheduled_at, found
            FROM score.flagged_exchange
            WHERE (:target = '' OR target = :target)
              AND (:check = '' OR check_name = :check)
              AND (scheduled_at, exchange_id, check_name) < (:at, :id, :beforeCheck)
            ORDER BY scheduled_at DESC, exchange_id DESC, check_name DESC
            LIMIT :limit
            """)
        .param("target", query.target())
        .param("check", query.check())
        .param("at", utc(query.before().scheduledAt()))
        .param("id", query.before().exchange())
        .param("beforeCheck", query.before().check())
        .param("limit", query.limit())
        .query(FlaggedExchangeStore::reading)
        .list();
  }

  private static FlaggedReading reading(ResultSet row, int number) throws SQLException {
    return new FlaggedReading(
        row.getString("exchange_id"),
        row.getString("target"),
        row.getString("check_name"),
        row.getString("suite"),
        row.getString("probe"),
        row.getObject("scheduled_at", OffsetDateTime.class).toInstant(),
        row.getString("found"));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
