package dev.plumbline.probe.auth;

import com.google.auth.oauth2.GoogleCredentials;
import dev.plumbline.catalog.Authentication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tokens by Google's application default credentials, kept and renewed by Google's library. */
final class GoogleTokens {
  /**
   * Credentials of one way to get them.
   *
   * @param key what the file held; empty where the library found them itself
   */
  private record Known(String key, GoogleCredentials credentials) {}

  private final Map<Authentication.Google, Known> known = new ConcurrentHashMap<>();

  Proof token(Authentication.Google how, URI uri) throws MissingCredentialException {
    try {
      Map<String, String> headers = new LinkedHashMap<>();
      List<Secret> secrets = new ArrayList<>();
      credentials(how)
          .getRequestMetadata(uri)
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      @Nullable String bearer = headers.get("authorization");
      if (bearer != null) {
        secrets.add(new Secret(bearer.replaceFirst("(?i)^bearer ", "")));
      }
      return new Proof(headers, secrets);
    } catch (IOException e) {
      throw new MissingCredentialException(
          ("Google gives no token (%s): give the worker GOOGLE_APPLICATION_CREDENTIALS, a service"
                  + " account, or 'key: file:/path' in the catalog")
              .formatted(firstLine(e)));
    }
  }

  private GoogleCredentials credentials(Authentication.Google how) throws IOException {
    String key = how.key() == null ? "" : Files.readString(Path.of(how.key()));
    Known before = known.get(how);
    if (before == null || !before.key().equals(key)) {
      before = new Known(key, load(how, key).createScoped(how.scopes()));
      known.put(how, before);
    }
    return before.credentials();
  }

  private static GoogleCredentials load(Authentication.Google how, String key) throws IOException {
    return how.key() == null
        ? GoogleCredentials.getApplicationDefault()
        : GoogleCredentials.fromStream(
            new ByteArrayInputStream(key.getBytes(StandardCharsets.UTF_8)));
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
