package dev.plumbline.app.cli;

import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Words;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person can do who tried a target and got no answer. */
final class Remedies {
  private Remedies() {}

  /** Empty for an answer, and where nothing better is known than what the outcome says itself. */
  static Optional<String> of(Target target, Outcome outcome) {
    @Nullable Cause cause = outcome.why();
    return cause == null ? Optional.empty() : Optional.of(of(target, outcome, cause));
  }

  private static String of(Target target, Outcome outcome, Cause cause) {
    return switch (cause) {
      case THROTTLED ->
          "too often for this account: wait, raise budget.interval or ask the platform for more";
      case OVERLOADED -> "the platform is over its limit, not we: try again later";
      case QUOTA ->
          "what was paid for is used up: raise the quota or the credit; waiting is no use";
      case AUTHENTICATION ->
          "the credential is wrong, or may not use this model: check credential and authentication"
              + " (aws and google sign in their own ways) and the account's access to '%s'"
                  .formatted(target.servedModel());
      case CREDENTIAL -> "give this process the credential that the catalog names";
      case MODEL ->
          ("nothing is served there by that name: check served-model ('%s'), endpoint (%s) and"
                  + " wire-format (%s)")
              .formatted(target.servedModel(), target.endpoint(), Words.of(target.wireFormat()));
      case PARAMETER ->
          "something sent is not taken: take it out of capabilities (temperature, seed, logprobs,"
              + " …) or request; 'plumbline probe --discover %s' finds what is"
                  .formatted(target.name());
      case CONTEXT_EXCEEDED ->
          "the prompt is too long for this target: correct context-window (%d) or leave its suite"
                  .formatted(target.contextWindow())
              + " out of suites";
      case SAFETY -> "a filter or the model declined: a canned prompt should not provoke that";
      case SERVER -> "the target failed: if it stays so it is the target's, not this catalog's";
      case MALFORMED ->
          "what came is not %s: check wire-format and endpoint (%s)"
              .formatted(Words.of(target.wireFormat()), target.endpoint());
      case CUT -> "the answer broke off: a proxy's limit, a crash, or budget.timeout";
      case NAME ->
          "no name server knows '%s': check endpoint and this machine's name service"
              .formatted(target.endpoint().getHost());
      case CONNECT ->
          "nobody takes connections at %s: check host and port, firewalls, connection.proxy"
              .formatted(target.endpoint());
      case TLS ->
          "no TLS connection: check that endpoint means https, the host's name in its certificate,"
              + " and connection.tls.ca for an authority of your own";
      case EGRESS -> "add its range of addresses to plumbline.probe.egress of the workers";
      case OFFLINE -> "this machine reaches nobody: its network, not the target, is to be mended";
      case TIMEOUT ->
          outcome instanceof Outcome.TimedOut(String phase) && phase.equals("connect")
              ? "nobody answers at %s: check host, port, firewalls and connection.proxy"
                  .formatted(target.endpoint())
              : "slower than the catalog allows: budget.timeout is %s"
                  .formatted(target.budget().timeout());
      case BUG -> "a mistake in Plumbline: please report it with the line above";
    };
  }
}
