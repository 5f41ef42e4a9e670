package dev.plumbline.probe;

import dev.plumbline.catalog.CredentialRef;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.auth.Credentials;
import dev.plumbline.probe.auth.MissingCredentialException;
import dev.plumbline.probe.auth.Secret;
import dev.plumbline.probe.http.SessionConnection;
import dev.plumbline.probe.http.Transfer;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Sends one slot's probe over its session's connection and says what came back. */
final class Prober {
  private final Credentials credentials;
  private final InstantSource clock;

  Prober(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Never throws for what the other side does; our own failures are prober errors. */
  Exchange ask(SessionConnection connection, Target target, Suite suite, Probe probe, Slot slot) {
    Transfer transfer = transfer(connection, target, probe, slot.session());
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
            slot.session(),
            slot.at(),
            target.budget().interval(),
            transfer.sentAt(),
            transfer.timeToFirstToken(),
            transfer.duration(),
            transfer.outcome(),
            transfer.response()));
  }

  private Transfer transfer(
      SessionConnection connection, Target target, Probe probe, Session session) {
    try {
      WireCodec codec = WireCodecs.of(target.wireFormat());
      Secret secret = secret(target.credential());
      return connection.send(
          codec, codec.encode(target, probe, session), secret, target.budget().timeout());
    } catch (MissingCredentialException e) {
      return notSent("no credential: " + e.getMessage());
    } catch (RuntimeException e) {
      return notSent("the prober failed: " + e);
    }
  }

  private @Nullable Secret secret(@Nullable CredentialRef reference)
      throws MissingCredentialException {
    return reference == null ? null : credentials.secret(reference);
  }

  private Transfer notSent(String detail) {
    return new Transfer(
        clock.instant(), null, Duration.ZERO, new Outcome.ProberError(detail), null);
  }
}
