package dev.plumbline.probe.auth;

/** The header that carries a credential. */
public enum CredentialHeader {
  /** {@code authorization: Bearer …} */
  BEARER("authorization", "Bearer "),
  /** {@code x-api-key: …} */
  X_API_KEY("x-api-key", "");

  private final String header;
  private final String scheme;

  CredentialHeader(String header, String scheme) {
    this.header = header;
    this.scheme = scheme;
  }

  /** Its name, in lower case. */
  public String header() {
    return header;
  }

  /** What stands before the credential in its value: {@code Bearer }, or nothing. */
  public String scheme() {
    return scheme;
  }

  /** Its value: to be sent, never kept. */
  public String value(Secret secret) {
    return scheme + secret.bare();
  }
}
