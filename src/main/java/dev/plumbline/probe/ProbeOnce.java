package dev.plumbline.probe;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.auth.Authenticator;
import dev.plumbline.probe.auth.Credentials;
import dev.plumbline.probe.http.Egress;
import dev.plumbline.probe.http.HttpTransport;
import dev.plumbline.probe.http.SessionConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * One probe, now, for a person who tries a target out. Touches no state: no plan, no claim, no
 * budget, nothing published. Close it after use.
 */
public final class ProbeOnce implements AutoCloseable {
  private final InstantSource clock;
  private final HttpTransport transport;
  private final Authenticator authenticator;
  private final Prober prober;

  /**
   * @param nanoTime monotonic nanoseconds, for durations
   */
  public ProbeOnce(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.transport = new HttpTransport(clock, nanoTime, Egress.ANYWHERE);
    this.authenticator = new Authenticator(new Credentials(), clock);
    this.prober = new Prober(authenticator, (_, outcome) -> outcome, clock, null);
  }

  /** Asks in a fresh session and waits for the answer, at most as long as the target's timeout. */
  public Exchange ask(Target target, Suite suite, Probe probe) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String id = Hash.text(String.join("|", "session", "once", target.name(), now.toString()), 16);
    Session session = new Session(id, Session.Kind.FRESH, 0, 1);
    Slot slot = new Slot(target.name(), suite.name(), probe.id(), now, session);
    try (SessionConnection connection = transport.open(session.kind())) {
      return prober.ask(connection, target, suite, probe, slot);
    }
  }

  @Override
  public void close() {
    transport.close();
    authenticator.close();
  }
}
