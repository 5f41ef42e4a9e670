package dev.plumbline.probe.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that share a prefix, as CIDR notation writes them.
 *
 * @param bits that count, from the left
 */
record AddressRange(InetAddress address, int bits) {

  /**
   * Reads {@code 10.0.0.0/8} or {@code fc00::/7}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress address = InetAddress.ofLiteral(text.substring(0, slash));
      int bits = Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= 8 * address.getAddress().length) {
        return new AddressRange(address, bits);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw noRange(text, e);
    }
    throw noRange(text, null);
  }

  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException noRange(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'%s' is no range of addresses; write for example 10.0.0.0/8".formatted(text), cause);
  }
}
