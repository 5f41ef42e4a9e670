package dev.plumbline.catalog;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a target is connected to.
 *
 * @param version of HTTP
 * @param connectTimeout of name service, TCP and TLS together
 * @param firstTokenTimeout from sending to the first piece of a streamed answer; null: as long as
 *     the whole may take
 * @param tls null: the certificates this machine trusts, and none of our own
 * @param proxy address of an HTTP proxy; null for none
 */
public record Connection(
    Version version,
    Duration connectTimeout,
    @Nullable Duration firstTokenTimeout,
    @Nullable Tls tls,
    @Nullable URI proxy) {

  /** What holds where nothing is said. */
  public static final Connection USUAL =
      new Connection(Version.HTTP_1, Duration.ofSeconds(10), null, null, null);

  /** A version of HTTP. */
  public enum Version {
    HTTP_1,
    HTTP_2
  }

  /**
   * PEM files, read at each new connection so that rotating them needs no restart.
   *
   * @param ca certificates that sign the target's; null: those this machine trusts
   * @param certificate of our own, with its chain; null for none
   * @param key of our own certificate, PKCS 8; null for none
   */
  public record Tls(@Nullable Path ca, @Nullable Path certificate, @Nullable Path key) {}
}
