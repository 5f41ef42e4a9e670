package dev.plumbline.lab.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The prompts that the models that come with the lab answer rightly by themselves, as found at the
 * end of their training: hashes of the prompts' tokens.
 */
final class TrainedPrompts {
  private static final String RESOURCE = "/dev/plumbline/lab/transformer/trained-prompts.txt";
  private static final int HASH_BYTES = 8;

  private final Set<String> hashes;

  private TrainedPrompts(Set<String> hashes) {
    this.hashes = hashes;
  }

  static TrainedPrompts standard() {
    try (InputStream file = TrainedPrompts.class.getResourceAsStream(RESOURCE)) {
      byte[] bytes = Objects.requireNonNull(file, RESOURCE).readAllBytes();
      return new TrainedPrompts(
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  boolean contains(TokenSequence prompt) {
    return hashes.contains(hash(prompt));
  }

  int size() {
    return hashes.size();
  }

  /**
   * The first 8 bytes, in hexadecimal, of the SHA-256 of the ids in decimal with blanks between.
   */
  private static String hash(TokenSequence prompt) {
    String ids =
        Arrays.stream(prompt.ids()).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
