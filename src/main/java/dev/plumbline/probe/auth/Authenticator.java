package dev.plumbline.probe.auth;

import dev.plumbline.catalog.Authentication;
import dev.plumbline.catalog.CredentialRef;
import dev.plumbline.catalog.Target;
import java.time.InstantSource;

/** Proves to each target who asks, in the way the catalog says. */
public final class Authenticator implements AutoCloseable {
  private final Credentials credentials;
  private final AwsSignatures aws;
  private final GoogleTokens google = new GoogleTokens();
  private final ClientTokens clients;

  public Authenticator(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.aws = new AwsSignatures(clock);
    this.clients = new ClientTokens(clock);
  }

  /**
   * What the request must carry. May ask a token endpoint or a machine's metadata first, where what
   * these said before is no longer good.
   *
   * @throws MissingCredentialException where there is nothing to prove it with
   */
  public Proof prove(Target target, Provable request) throws MissingCredentialException {
    return switch (target.authentication()) {
      case Authentication.ByCredential() -> byCredential(target, request.usual());
      case Authentication.InHeader(String header, String scheme) ->
          Proof.of(header, scheme.isEmpty() ? "" : scheme + " ", secret(target));
      case Authentication.Aws how -> aws.sign(how, request);
      case Authentication.Google how -> google.token(how, request.uri());
      case Authentication.OAuth2 how -> clients.token(how, secret(target));
    };
  }

  /** A target refused what it was shown: whatever was remembered of it is asked for anew. */
  public void refused(Target target) {
    if (target.authentication() instanceof Authentication.OAuth2 how) {
      clients.forget(how);
    }
  }

  private Proof byCredential(Target target, CredentialHeader usual)
      throws MissingCredentialException {
    return target.credential() == null
        ? Proof.NONE
        : Proof.of(usual.header(), usual.scheme(), secret(target));
  }

  private Secret secret(Target target) throws MissingCredentialException {
    CredentialRef reference = target.credential();
    if (reference == null) {
      throw new MissingCredentialException(
          "the catalog names none: add credential: env:NAME to the target");
    }
    return credentials.secret(reference);
  }

  @Override
  public void close() {
    aws.close();
  }
}
