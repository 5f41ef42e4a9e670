package dev.plumbline.probe.http;

import dev.plumbline.probe.Cause;
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
      case Egress.RefusedAddressException _ ->
          new Outcome.ProberError(
              "a private address: add its range to plumbline.probe.egress if this target is meant",
              Cause.EGRESS);
      case UnknownHostException _ ->
          new Outcome.ProberError(
              "no such host: check the target's 'endpoint' and this machine's name service",
              Cause.NAME);
      case FreshTls.TlsFilesException _ ->
          new Outcome.ProberError(
              "connection.tls: " + failure.getMessage() + ": check the files it names",
              Cause.CREDENTIAL);
      case SSLException _ -> targetError("TLS: " + failure.getMessage(), Cause.TLS);
      case IOException _ ->
          targetError(
              during(attempt) + failure.getMessage(),
              switch (attempt.phase()) {
                case CONNECT -> Cause.CONNECT;
                case RESPONSE -> Cause.SERVER;
                case FIRST_TOKEN, TOTAL -> Cause.CUT;
              });
      case HttpException _ -> targetError("not HTTP: " + failure.getMessage(), Cause.MALFORMED);
      default -> new Outcome.ProberError("the prober failed: " + failure, Cause.BUG);
    };
  }

  private static Outcome targetError(String detail, Cause cause) {
    return new Outcome.TargetError(null, detail, cause);
  }

  private static String during(Attempt attempt) {
    return switch (attempt.phase()) {
      case CONNECT -> "no connection: ";
      case RESPONSE -> "no response: ";
      case FIRST_TOKEN, TOTAL -> "broken response: ";
    };
  }
}
