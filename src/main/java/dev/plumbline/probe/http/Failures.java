package dev.plumbline.probe.http;

import dev.plumbline.probe.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;

/** Says whose fault it was that no whole answer came. */
final class Failures {
  private Failures() {}

  static Outcome outcome(Exception failure, Attempt attempt) {
    if (attempt.expired() || failure instanceof InterruptedIOException) {
      return new Outcome.TimedOut(attempt.phase().name().toLowerCase(Locale.ROOT));
    }
    return switch (failure) {
      case UnknownHostException _ ->
          new Outcome.ProberError(
              "no such host: check the target's 'endpoint' and this machine's name service");
      case SSLException _ -> targetError("TLS: " + failure.getMessage());
      case IOException _ -> targetError(during(attempt) + failure.getMessage());
      case HttpException _ -> targetError("not HTTP: " + failure.getMessage());
      default -> new Outcome.ProberError("the prober failed: " + failure);
    };
  }

  private static Outcome targetError(String detail) {
    return new Outcome.TargetError(null, detail);
  }

  private static String during(Attempt attempt) {
    return switch (attempt.phase()) {
      case CONNECT -> "no connection: ";
      case RESPONSE -> "no response: ";
      case TOTAL -> "broken response: ";
    };
  }
}
