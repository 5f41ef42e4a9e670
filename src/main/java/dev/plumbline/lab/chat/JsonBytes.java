package dev.plumbline.lab.chat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes JSON as UTF-8 bytes, fast and in exactly the order asked for. */
public final class JsonBytes {
  private byte[] bytes = new byte[512];
  private int size;

  public JsonBytes raw(String json) {
    return raw(json.getBytes(StandardCharsets.UTF_8));
  }

  public JsonBytes raw(byte[] json) {
    if (size + json.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + json.length));
    }
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
    return this;
  }

  public JsonBytes number(long number) {
    return raw(Long.toString(number));
  }

  public JsonBytes text(String text) {
    return raw(quoted(text));
  }

  public JsonBytes textOrNull(@Nullable String text) {
    return text == null ? raw("null") : text(text);
  }

  /** Single precision, written as Python writes it: {@code -0.0003056686}, {@code -5.5e-07}. */
  public JsonBytes logprob(double logprob) {
    float single = (float) logprob;
    String shortest = Float.toString(single == 0 ? 0 : single);
    int exponentAt = shortest.indexOf('E');
    return raw(exponentAt < 0 ? shortest : withExponent(shortest, exponentAt));
  }

  private static String withExponent(String shortest, int exponentAt) {
    int exponent = Integer.parseInt(shortest.substring(exponentAt + 1));
    String digits = shortest.substring(0, exponentAt);
    if (exponent >= -4) {
      String plain = new BigDecimal(shortest).stripTrailingZeros().toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    return mantissa + (exponent > -10 ? "e-0" : "e-") + -exponent;
  }

  /** A JSON string, quotes included. */
  public static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < 0x20) {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }
}
