package dev.plumbline.catalog;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How requests to a target prove who sends them. Names where secrets are, holds none. */
public sealed interface Authentication {

  /** The target's {@code credential}, if it has one, in the header its wire format expects. */
  record ByCredential() implements Authentication {}

  /**
   * The target's {@code credential} in another header.
   *
   * @param header in lower case: {@code api-key}
   * @param scheme before the credential: {@code Bearer}; empty for none
   */
  record InHeader(String header, String scheme) implements Authentication {}

  /**
   * AWS Signature Version 4 by the standard credential chain.
   *
   * @param service that the signature is for: {@code bedrock}
   * @param profile of the shared configuration files; null: the chain decides
   */
  record Aws(String region, String service, @Nullable String profile) implements Authentication {}

  /**
   * Google application default credentials.
   *
   * @param key a file of credentials; null: where the library looks
   */
  record Google(@Nullable String key, List<String> scopes) implements Authentication {}

  /**
   * OAuth 2 client credentials; the target's {@code credential} is the client's secret.
   *
   * @param scope space-separated; null for none
   */
  record OAuth2(URI tokenUrl, String clientId, @Nullable String scope) implements Authentication {}

  /** What holds where nothing is said. */
  Authentication USUAL = new ByCredential();
}
