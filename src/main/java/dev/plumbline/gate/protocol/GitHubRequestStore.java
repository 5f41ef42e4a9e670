package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deployments that wait. */
@Repository
@ConditionalOnRole(Role.API)
class GitHubRequestStore {
  private final JdbcClient jdbc;

  GitHubRequestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False where it was told before. */
  boolean add(GitHubRequest request) {
    return jdbc.sql(
                """
                insert into gate.github_requests (delivery, repository, installation, environment,
                    deployment, callback, gate, candidate, baseline, build, asked_at, next_at,
                    report_at)
                values (:delivery, :repository, :installation, :environment, :deployment, :callback,
                    :gate, :candidate, :baseline, :build, :at, :at, :at)
                on conflict do nothing
                """)
            .param("delivery", request.delivery())
            .param("repository", request.repository())
            .param("installation", request.installation())
            .param("environment", request.environment())
            .param("deployment", request.deployment())
            .param("callback", request.callback())
            .param("gate", request.question().gate())
            .param("candidate", request.question().candidate())
            .param("baseline", request.question().baseline())
            .param("build", request.question().build())
            .param("at", utc(request.askedAt()))
            .update()
        == 1;
  }

  /** One that is due, kept from others for a while, so that whoever dies over it is replaced. */
  Optional<GitHubRequest> lease(Instant now, Duration lease) {
    return jdbc.sql(
            """
            update gate.github_requests set next_at = :until
            where delivery = (
                select delivery from gate.github_requests
                where state is null and next_at <= :now order by next_at, delivery
                limit 1 for update skip locked)
            returning *
            """)
        .param("now", utc(now))
        .param("until", utc(now.plus(lease)))
        .query(GitHubRequestStore::request)
        .optional();
  }

  void again(String delivery, Instant at, int failures) {
    jdbc.sql(
            """
            update gate.github_requests set next_at = :at, failures = :failures
            where delivery = :delivery
            """)
        .param("delivery", delivery)
        .param("at", utc(at))
        .param("failures", failures)
        .update();
  }

  void reported(String delivery, int reports, Instant next) {
    jdbc.sql(
            """
            update gate.github_requests set reports = :reports, report_at = :next
            where delivery = :delivery
            """)
        .param("delivery", delivery)
        .param("reports", reports)
        .param("next", utc(next))
        .update();
  }

  void end(String delivery, String state, Instant at) {
    jdbc.sql(
            """
            update gate.github_requests set state = :state, decided_at = :at
            where delivery = :delivery and state is null
            """)
        .param("delivery", delivery)
        .param("state", state)
        .param("at", utc(at))
        .update();
  }

  private static GitHubRequest request(ResultSet row, int number) throws SQLException {
    return new GitHubRequest(
        row.getString("delivery"),
        row.getString("repository"),
        row.getLong("installation"),
        row.getLong("deployment"),
        row.getString("callback"),
        new GateRequest(
            row.getString("gate"),
            row.getString("candidate"),
            row.getString("baseline"),
            row.getString("build"),
            row.getString("environment")),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getInt("failures"),
        row.getInt("reports"),
        row.getObject("report_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
