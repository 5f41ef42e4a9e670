package dev.plumbline.gate.protocol;

import dev.plumbline.gate.live.GateRequest;
import java.time.Instant;

/**
 * A deployment that waits for a gate.
 *
 * @param delivery GitHub's id of what told us
 * @param deployment its number, by which it is looked up again
 * @param callback where the answer goes
 * @param failures in a row
 * @param reports of progress so far
 * @param reportAt no other report before
 */
record GitHubRequest(
    String delivery,
    String repository,
    long installation,
    long deployment,
    String callback,
    GateRequest question,
    Instant askedAt,
    int failures,
    int reports,
    Instant reportAt) {

  String environment() {
    String environment = question.environment();
    return environment == null ? "" : environment;
  }
}
