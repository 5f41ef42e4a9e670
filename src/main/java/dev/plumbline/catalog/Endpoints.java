package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Malformed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads base addresses. A secret in one would be shown wherever the target is, so that user and
 * query are refused, but for {@code api-version}, and no message repeats the text.
 */
final class Endpoints {
  /** Read where there is none: the schema has complained. */
  static final URI STAND_IN = URI.create("http://localhost");

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String EXAMPLE = "write for example https://api.example.com/v1";

  private Endpoints() {}

  static URI parse(String text) {
    URI uri = uri(text);
    @Nullable String scheme = uri.getScheme();
    if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      throw new Malformed("is neither http nor https", EXAMPLE);
    }
    @Nullable String authority = uri.getRawAuthority();
    if (authority != null && authority.contains("@")) {
      throw new Malformed(
          "holds a user or password (not shown)", "remove it and use credential: env:NAME");
    }
    if (uri.getHost() == null) {
      throw new Malformed("names no valid host", EXAMPLE);
    }
    if (!harmless(uri.getRawQuery()) || uri.getRawFragment() != null) {
      throw new Malformed(
          "has a query or fragment (not shown)",
          "write the base address alone; a key belongs into credential: env:NAME");
    }
    return text.endsWith("/") ? uri(text.replaceAll("/+$", "")) : uri;
  }

  /** Azure OpenAI's version of its API is part of the address, and no secret. */
  private static boolean harmless(@Nullable String query) {
    return query == null || query.matches("api-version=[a-z0-9.-]+");
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new Malformed(
          "is not an address: %s at character %d".formatted(e.getReason(), e.getIndex() + 1),
          EXAMPLE);
    }
  }
}
