package dev.plumbline.gate.live;

import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.Policy;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Evaluations as they are asked, judged and ended. */
@Repository
@ConditionalOnRole(Role.API)
class EvaluationStore {
  private static final String COLUMNS =
      "id, gate, candidate, baseline, build, environment, attempt, requested_at, ended_at, verdict,"
          + " body";

  private final JdbcClient jdbc;

  EvaluationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How an evaluation ended. */
  record Ending(
      String verdict, String ended, List<String> openEvidence, List<String> broken, Instant at) {}

  /** False where there is one of this candidate, build, policy and attempt already. */
  boolean add(Running begun, Instant at, GateBody body) {
    GateRequest request = begun.request();
    return jdbc.sql(
                """
                insert into gate.evaluations (id, gate, candidate, baseline, build, environment,
                    attempt, policy, policy_hash, suites, requested_at, begins_at, interval_ms, body)
                values (:id, :gate, :candidate, :baseline, :build, :environment, :attempt,
                    :policy::jsonb, :hash, :suites::jsonb, :at, :begins, :interval, :body::jsonb)
                on conflict do nothing
                """)
            .param("id", begun.id())
            .param("gate", request.gate())
            .param("candidate", request.candidate())
            .param("baseline", request.baseline())
            .param("build", request.build())
            .param("environment", request.environment())
            .param("attempt", begun.attempt())
            .param("policy", Json.MAPPER.writeValueAsString(begun.policy()))
            .param("hash", begun.policy().version())
            .param("suites", Json.MAPPER.writeValueAsString(begun.suites()))
            .param("at", utc(at))
            .param("begins", utc(begun.begins()))
            .param("interval", begun.interval().toMillis())
            .param("body", Json.MAPPER.writeValueAsString(body))
            .update()
        == 1;
  }

  /** Those that ended before, with all they follow from; returns how many. The audit stays. */
  int forgetEndedBefore(Instant before) {
    return jdbc.sql("delete from gate.evaluations where ended_at < :before")
        .param("before", utc(before))
        .update();
  }

  /** The newest attempt at a build by a policy. */
  Optional<Evaluation> newest(String candidate, String build, String policyHash) {
    return withOverrides(
            jdbc.sql(
                    """
                    select %s from gate.evaluations
                    where candidate = :candidate and build = :build and policy_hash = :hash
                    order by attempt desc limit 1
                    """
                        .formatted(COLUMNS))
                .param("candidate", candidate)
                .param("build", build)
                .param("hash", policyHash)
                .query(EvaluationStore::evaluation)
                .list())
        .stream()
        .findFirst();
  }

  Optional<Evaluation> find(String id) {
    return withOverrides(
            jdbc.sql("select %s from gate.evaluations where id = :id".formatted(COLUMNS))
                .param("id", id)
                .query(EvaluationStore::evaluation)
                .list())
        .stream()
        .findFirst();
  }

  /** Newest first; of all gates where none is named. */
  List<Evaluation> newest(@Nullable String gate, int limit) {
    return withOverrides(
        jdbc.sql(
                """
                select %s from gate.evaluations where :gate::text is null or gate = :gate
                order by requested_at desc, id limit :limit
                """
                    .formatted(COLUMNS))
            .param("gate", gate)
            .param("limit", limit)
            .query(EvaluationStore::evaluation)
            .list());
  }

  /** The newest of each gate and candidate, asked since a time. */
  List<Evaluation> newestOfEach(Instant since) {
    return withOverrides(
        jdbc.sql(
                """
                select distinct on (gate, candidate) %s from gate.evaluations
                where requested_at >= :since order by gate, candidate, requested_at desc
                """
                    .formatted(COLUMNS))
            .param("since", utc(since))
            .query(EvaluationStore::evaluation)
            .list());
  }

  /** Those that have not ended, oldest first. */
  List<Running> running() {
    return jdbc.sql(
            """
            select id, gate, candidate, baseline, build, environment, attempt, policy, suites, begins_at,
                interval_ms, judged
            from gate.evaluations where verdict is null order by requested_at, id
            """)
        .query(EvaluationStore::runs)
        .list();
  }

  /**
   * Locks one that has not ended, for the rest of the transaction; empty where somebody else judges
   * it now.
   */
  Optional<Running> lock(String id) {
    return jdbc.sql(
            """
            select id, gate, candidate, baseline, build, environment, attempt, policy, suites, begins_at,
                interval_ms, judged
            from gate.evaluations where id = :id and verdict is null for update skip locked
            """)
        .param("id", id)
        .query(EvaluationStore::runs)
        .optional();
  }

  /** The same, but waits for whoever judges it now. */
  Optional<Running> await(String id) {
    return jdbc.sql(
            """
            select id, gate, candidate, baseline, build, environment, attempt, policy, suites, begins_at,
                interval_ms, judged
            from gate.evaluations where id = :id and verdict is null for update
            """)
        .param("id", id)
        .query(EvaluationStore::runs)
        .optional();
  }

  /**
   * What is kept of one, ended or not.
   *
   * @param ended why no more pairs came; empty where pairs decided, or it runs
   */
  record Stored(Running running, String ended, List<String> openEvidence, List<String> broken) {}

  Optional<Stored> stored(String id) {
    return jdbc.sql(
            """
            select id, gate, candidate, baseline, build, environment, attempt, policy, suites, begins_at,
                interval_ms, judged, coalesce(ended, '') as ended, open_evidence, broken
            from gate.evaluations where id = :id
            """)
        .param("id", id)
        .query((row, number) ->
            new Stored(
                runs(row, number),
                row.getString("ended"),
                EvaluationRows.texts(row, "open_evidence"),
                EvaluationRows.texts(row, "broken")))
        .optional();
  }

  void judged(String id, long judged, GateBody body) {
    jdbc.sql("update gate.evaluations set judged = :judged, body = :body::jsonb where id = :id")
        .param("id", id)
        .param("judged", judged)
        .param("body", Json.MAPPER.writeValueAsString(body))
        .update();
  }

  /** Once: one that has ended stays as it is. */
  void end(String id, Ending ending) {
    jdbc.sql(
            """
            update gate.evaluations set verdict = :verdict, ended = :ended, ended_at = :at,
                open_evidence = :open::jsonb, broken = :broken::jsonb
            where id = :id and verdict is null
            """)
        .param("id", id)
        .param("verdict", ending.verdict())
        .param("ended", ending.ended())
        .param("at", utc(ending.at()))
        .param("open", Json.MAPPER.writeValueAsString(ending.openEvidence()))
        .param("broken", Json.MAPPER.writeValueAsString(ending.broken()))
        .update();
  }

  void add(String id, GateOverride override) {
    jdbc.sql(
            """
            insert into gate.overrides (evaluation, by_name, reason, from_at, until_at)
            values (:id, :by, :reason, :from, :until)
            """)
        .param("id", id)
        .param("by", override.by())
        .param("reason", override.reason())
        .param("from", utc(override.from()))
        .param("until", utc(override.until()))
        .update();
  }

  private List<Evaluation> withOverrides(List<Evaluation> evaluations) {
    if (evaluations.isEmpty()) {
      return evaluations;
    }
    Map<String, List<GateOverride>> overrides = new HashMap<>();
    jdbc.sql(
            """
            select evaluation, by_name, reason, from_at, until_at from gate.overrides
            where evaluation = any(:ids) order by from_at
            """)
        .param("ids", evaluations.stream().map(Evaluation::id).toArray(String[]::new))
        .query((row, _) ->
            overrides
                .computeIfAbsent(row.getString("evaluation"), _ -> new java.util.ArrayList<>())
                .add(
                    new GateOverride(
                        row.getString("by_name"),
                        row.getString("reason"),
                        EvaluationRows.instant(row, "from_at"),
                        EvaluationRows.instant(row, "until_at"))))
        .list();
    return evaluations.stream()
        .map(it -> EvaluationRows.with(it, overrides.getOrDefault(it.id(), List.of())))
        .toList();
  }

  private static Evaluation evaluation(java.sql.ResultSet row, int number)
      throws java.sql.SQLException {
    return EvaluationRows.evaluation(row);
  }

  private static Running runs(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Running(
        row.getString("id"),
        EvaluationRows.request(row),
        Json.MAPPER.readValue(row.getString("policy"), Policy.class),
        EvaluationRows.texts(row, "suites"),
        EvaluationRows.instant(row, "begins_at"),
        Duration.ofMillis(row.getLong("interval_ms")),
        row.getLong("judged"),
        row.getInt("attempt"));
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
