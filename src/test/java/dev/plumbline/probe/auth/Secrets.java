package dev.plumbline.probe.auth;

import org.jspecify.annotations.Nullable;

/** Secrets for tests of other packages. */
public final class Secrets {
  private Secrets() {}

  public static Secret of(String value) {
    return new Secret(value);
  }

  /** A bearer, or nothing. */
  public static Proof proof(@Nullable Secret secret) {
    return secret == null ? Proof.NONE : Proof.of("authorization", "Bearer ", secret);
  }
}
