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

  /** Bytes, and the hash they are addressed by. */
  record Asset(byte[] content, String hash) {}

  private final Map<String, Asset> assets =
      NAMES.stream().collect(Collectors.toMap(Function.identity(), Assets::load));

  /** Where a page finds one. */
  String url(String name) {
    return "/assets/%s/%s".formatted(known(name).hash(), name);
  }

  /** Empty if there is none, or none with this content. */
  Optional<byte[]> content(String hash, String name) {
    return Optional.ofNullable(assets.get(name))
        .filter(asset -> asset.hash().equals(hash))
        .map(Asset::content);
  }

  private Asset known(String name) {
    return Objects.requireNonNull(assets.get(name), name);
  }

  private static Asset load(String name) {
    try (InputStream in =
        Objects.requireNonNull(Assets.class.getResourceAsStream("assets/" + name), name)) {
      byte[] content = in.readAllBytes();
      return new Asset(content, sha256(content).substring(0, 16));
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
