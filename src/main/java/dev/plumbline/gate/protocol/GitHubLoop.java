package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.Gates;
import dev.plumbline.gate.live.Repeated;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Printable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Answers deployments that wait, again and again until GitHub has taken the answer. Every instance
 * does; a lease on the row keeps two from answering at once.
 */
final class GitHubLoop implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(GitHubLoop.class);
  private static final Duration TICK = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** GitHub itself fails a deployment that has waited for so long. */
  private static final Duration GIVE_UP = Duration.ofDays(30);

  private static final int MOST_REPORTS = 10;

  private final GitHubRequestStore requests;
  private final Gates gates;
  private final GitHubClient github;
  private final InstantSource clock;
  private final boolean wanted;
  private final Repeated repeated;

  /**
   * Makes one.
   *
   * @param wanted whether there is any rule; without one nothing starts by itself
   */
  GitHubLoop(
      GitHubRequestStore requests,
      Gates gates,
      GitHubClient github,
      InstantSource clock,
      boolean wanted) {
    this.requests = requests;
    this.gates = gates;
    this.github = github;
    this.clock = clock;
    this.repeated = new Repeated("plumbline-gate-github", TICK, this::run);
    this.wanted = wanted;
  }

  /** Looks at everything that is due. */
  void run() throws InterruptedException {
    Optional<GitHubRequest> due = requests.lease(clock.instant(), LEASE);
    while (due.isPresent()) {
      step(due.get());
      due = requests.lease(clock.instant(), LEASE);
    }
  }

  private void step(GitHubRequest request) throws InterruptedException {
    Instant now = clock.instant();
    if (now.isAfter(request.askedAt().plus(GIVE_UP))) {
      requests.end(request.delivery(), "given-up", now);
      return;
    }
    try {
      answer(request, now);
    } catch (IOException | RuntimeException e) {
      int failures = request.failures() + 1;
      Duration pause = BETWEEN.multipliedBy(1L << Math.min(failures - 1, 10));
      requests.again(
          request.delivery(),
          now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE),
          failures);
      log.error(
          "deployment of {} to {} waits, not answered yet: {}",
          request.repository(),
          request.environment(),
          e.getMessage());
    }
  }

  private void answer(GitHubRequest request, Instant now) throws IOException, InterruptedException {
    GitHubAnswer answer = answer(request);
    switch (answer) {
      case GitHubAnswer.Approved _ -> end(request, answer, "approved", now);
      case GitHubAnswer.Rejected _ -> end(request, answer, "rejected", now);
      case GitHubAnswer.Waiting _ -> {
        if (request.reports() < MOST_REPORTS && !now.isBefore(request.reportAt())) {
          github.say(request, answer, github.token(request));
          requests.reported(
              request.delivery(),
              request.reports() + 1,
              now.plus(Duration.ofMinutes(1L << request.reports())));
        }
        requests.again(request.delivery(), now.plus(BETWEEN), 0);
      }
    }
  }

  /** The newest attempt counts, so that whoever asks again over REST moves this too. */
  private GitHubAnswer answer(GitHubRequest request) {
    try {
      return GitHubAnswer.of(gates.ask(request.question()).evaluation(), clock.instant());
    } catch (InvalidFieldException | Gates.ConflictException e) {
      return new GitHubAnswer.Waiting(
          Printable.brief(
              "Nothing can be evaluated: %s".formatted(e.getMessage()),
              GitHubAnswer.MOST_CHARACTERS));
    }
  }

  private void end(GitHubRequest request, GitHubAnswer answer, String state, Instant now)
      throws IOException, InterruptedException {
    String token = github.token(request);
    String commit = github.commit(request, token);
    if (answer instanceof GitHubAnswer.Approved && !commit.equals(request.question().build())) {
      throw new IOException("GitHub names another commit for this deployment than its webhook did");
    }
    github.say(request, answer, token);
    requests.end(request.delivery(), state, now);
    log.info("deployment of {} to {}: {}", request.repository(), request.environment(), state);
  }

  @Override
  public boolean isAutoStartup() {
    return wanted;
  }

  @Override
  public void start() {
    repeated.start();
  }

  @Override
  public void stop() {
    repeated.stop();
  }

  @Override
  public boolean isRunning() {
    return repeated.isRunning();
  }
}
