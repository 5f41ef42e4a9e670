package dev.plumbline.probe.auth;

/** Secrets for tests of other packages. */
public final class Secrets {
  private Secrets() {}

  public static Secret of(String value) {
    return new Secret(value);
  }
}
