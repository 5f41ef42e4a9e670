package dev.plumbline.access;

import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import dev.plumbline.catalog.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a file of tokens: names, roles and hashes. */
final class TokensFile {
  private static final DocumentSchema SCHEMA = DocumentSchema.load("/access/tokens.schema.json");

  private TokensFile() {}

  /**
   * By hash.
   *
   * @throws InvalidCatalogException with everything that is wrong, by line; it repeats no hash, as
   *     that may be the token itself
   */
  static Map<String, AccessToken> read(Path file) {
    Errors errors = new Errors();
    Map<String, AccessToken> tokens = new TreeMap<>();
    try {
      Optional<Located> document = YamlReader.read(file.toString(), Files.readString(file), errors);
      document.ifPresent(root -> {
        SCHEMA.check(root, errors);
        read(Fields.of(root, errors), errors, tokens);
      });
    } catch (IOException e) {
      errors.add(
          Location.wholeFile(file.toString()),
          "cannot be read (%s)".formatted(e.getClass().getSimpleName()),
          "let plumbline.access.tokens name a file of UTF-8 that this process may read;"
              + " 'plumbline token new NAME --role read --file FILE' makes one");
    }
    errors.throwIfAny();
    return Map.copyOf(tokens);
  }

  private static void read(Fields root, Errors errors, Map<String, AccessToken> tokens) {
    Set<String> names = new HashSet<>();
    for (Fields entry : root.each("tokens")) {
      String name = entry.text("name");
      if (!name.isEmpty() && !names.add(name)) {
        entry.error("name", "is taken by another token", "name each after who holds it");
      }
      String hash = entry.text("sha256").toLowerCase(Locale.ROOT);
      if (entry.has("sha256") && !hash.matches("[0-9a-f]{64}")) {
        entry.error(
            "sha256",
            "is not the SHA-256 of a token in 64 hexadecimal digits (not shown)",
            "'plumbline token new' prints it; the token itself belongs to who uses it, not here");
      } else if (tokens.containsKey(hash)) {
        entry.error("sha256", "is another token's too", "make one each");
      } else {
        tokens.put(hash, new AccessToken(name, roles(entry), hash, expires(entry, errors)));
      }
    }
  }

  private static Set<AccessRole> roles(Fields entry) {
    List<String> known = List.of(AccessRole.values()).stream().map(TokensFile::word).toList();
    return entry.items("roles").stream()
        .map(Located::json)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(known::contains)
        .map(role -> AccessRole.valueOf(role.toUpperCase(Locale.ROOT)))
        .flatMap(role -> role.closure().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  static String word(AccessRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** A day counts to its end, in UTC. */
  private static @Nullable Instant expires(Fields entry, Errors errors) {
    String text = entry.text("expires");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException _) {
      errors.add(entry.at("expires"), "is no day", "write 'YYYY-MM-DD': the last day it is good");
      return null;
    }
  }
}
