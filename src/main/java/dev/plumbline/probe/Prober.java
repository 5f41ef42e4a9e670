package dev.plumbline.probe;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.auth.Authenticator;
import dev.plumbline.probe.auth.MissingCredentialException;
import dev.plumbline.probe.auth.Proof;
import dev.plumbline.probe.auth.Provable;
import dev.plumbline.probe.http.SessionConnection;
import dev.plumbline.probe.http.Transfer;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Sends one slot's probe over its session's connection and says what came back. */
final class Prober {
  private final Authenticator authenticator;
  private final BiFunction<Target, Outcome, Outcome> judged;
  private final InstantSource clock;
  private final @Nullable String location;

  /**
   * @param judged what an outcome says once more is known than one exchange tells
   * @param location where this worker is; null where nobody says
   */
  Prober(
      Authenticator authenticator,
      BiFunction<Target, Outcome, Outcome> judged,
      InstantSource clock,
      @Nullable String location) {
    this.authenticator = authenticator;
    this.judged = judged;
    this.clock = clock;
    this.location = location;
  }

  /** Never throws for what the other side does; our own failures are prober errors. */
  Exchange ask(SessionConnection connection, Target target, Suite suite, Probe probe, Slot slot) {
    Asking asking = Asking.of(target, probe, slot);
    Transfer transfer = transfer(connection, target, asking.probe(), asking.session());
    return ExchangeLimit.fit(
        new Exchange(
            slot.exchangeId(),
            target.name(),
            target.labels(),
            target.region(),
            target.build(),
            suite.name(),
            suite.version(),
            probe.id(),
            asking.session(),
            slot.at(),
            target.budget().interval(),
            transfer.sentAt(),
            transfer.timeToFirstToken(),
            transfer.duration(),
            judged.apply(target, transfer.outcome()),
            transfer.response(),
            asking.probe().streamedBy(target),
            location));
  }

  private Transfer transfer(
      SessionConnection connection, Target target, Probe probe, Session session) {
    try {
      WireCodec codec = WireCodecs.of(target.wireFormat());
      WireCodec.WireRequest request = codec.encode(target, probe.askedOf(target), session);
      Proof proof = authenticator.prove(target, provable(codec, request));
      Transfer transfer =
          connection.send(codec, request, proof, target.connection(), target.budget().timeout());
      if (transfer.outcome().why() == Cause.AUTHENTICATION) {
        authenticator.refused(target);
      }
      return transfer;
    } catch (MissingCredentialException e) {
      return notSent("no credential: " + e.getMessage(), Cause.CREDENTIAL);
    } catch (RuntimeException e) {
      return notSent("the prober failed: " + e, Cause.BUG);
    }
  }

  private static Provable provable(WireCodec codec, WireCodec.WireRequest request) {
    return new Provable(request.uri(), request.headers(), request.body(), codec.credentialHeader());
  }

  private Transfer notSent(String detail, Cause cause) {
    return new Transfer(
        clock.instant(), null, Duration.ZERO, new Outcome.ProberError(detail, cause), null);
  }
}
