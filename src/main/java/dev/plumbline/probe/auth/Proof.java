package dev.plumbline.probe.auth;

import java.util.List;
import java.util.Map;

/**
 * What a request carries to prove who sends it.
 *
 * @param headers by name, in lower case: to be sent, never kept
 * @param secrets in them, to be removed from whatever comes back
 */
public record Proof(Map<String, String> headers, List<Secret> secrets) {
  /** Of a target that asks for none. */
  public static final Proof NONE = new Proof(Map.of(), List.of());

  public Proof {
    headers = Map.copyOf(headers);
    secrets = List.copyOf(secrets);
  }

  static Proof of(String header, String scheme, Secret secret) {
    return new Proof(Map.of(header, scheme + secret.bare()), List.of(secret));
  }

  /** The same text without the secrets, should the other side have echoed one. */
  public String removedFrom(String text) {
    String clean = text;
    for (Secret secret : secrets) {
      clean = secret.removedFrom(clean);
    }
    return clean;
  }

  /** The same bytes without the secrets. */
  public byte[] removedFrom(byte[] bytes) {
    byte[] clean = bytes;
    for (Secret secret : secrets) {
      clean = secret.removedFrom(clean);
    }
    return clean;
  }

  /** Names alone. */
  @Override
  public String toString() {
    return "Proof" + headers.keySet();
  }
}
