package dev.plumbline.probe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names to numbers and short opaque texts, the same on every machine and for ever. */
public final class Hash {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private Hash() {}

  /** A seed from a name. */
  public static long seed(String name) {
    return ByteBuffer.wrap(sha256(name)).getLong();
  }

  /** The n-th number of the stream a seed names, uniform over all longs (SplitMix64). */
  static long mix(long seed, long n) {
    long z = seed + n * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The n-th number of a seed's stream, uniform in [0, bound). */
  static long below(long bound, long seed, long n) {
    return Math.unsignedMultiplyHigh(mix(seed, n), bound);
  }

  /** The n-th number of a seed's stream, uniform in [0, 1). */
  public static double unit(long seed, long n) {
    return (mix(seed, n) >>> 11) * 0x1p-53;
  }

  /** Base32 of SHA-256, lower case, cut to at most 51 characters of 5 bits each. */
  public static String text(String name, int characters) {
    byte[] digest = sha256(name);
    StringBuilder text = new StringBuilder(characters);
    for (int bit = 0; text.length() < characters; bit += 5) {
      int pair = ((digest[bit / 8] & 0xFF) << 8) | (digest[Math.min(bit / 8 + 1, 31)] & 0xFF);
      text.append(BASE32.charAt((pair >>> (11 - bit % 8)) & 31));
    }
    return text.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
