package dev.plumbline.triage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Styles and scripts, all from this process. Their addresses carry a hash of their content: a
 * browser keeps them for ever and never shows a page with yesterday's script.
 */
final class Assets {
  static final List<String> NAMES =
      List.of(
          "triage.css",
          "triage.js",
          "icon.svg",
          "vendor/htmx.min.js",
          "vendor/idiomorph-ext.min.js",
          "vendor/uPlot.iife.min.js",
          "vendor/uPlot.min.css");

  private final Map<String, byte[]> contents =
      NAMES.stream().collect(Collectors.toMap(Function.identity(), Assets::load));
  private final Map<String, String> hashes =
      NAMES.stream().collect(Collectors.toMap(Function.identity(), this::hash));

  /** Where a page finds one. */
  String url(String name) {
    return "/assets/%s/%s".formatted(Objects.requireNonNull(hashes.get(name), name), name);
  }

  /** Empty if there is none, or none with this content. */
  Optional<byte[]> content(String hash, String name) {
    return Optional.ofNullable(contents.get(name)).filter(_ -> hash.equals(hashes.get(name)));
  }

  private String hash(String name) {
    return sha256(Objects.requireNonNull(contents.get(name), name)).substring(0, 16);
  }

  private static byte[] load(String name) {
    try (InputStream in =
        Objects.requireNonNull(Assets.class.getResourceAsStream("assets/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
