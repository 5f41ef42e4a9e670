package dev.plumbline.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One emitted token and the alternatives the target returned at its position.
 *
 * @param text as the target wrote it; half a character where a character spans tokens
 * @param bytes its bytes in hexadecimal, null where the target gave none; text is decoded from the
 *     joined bytes, never from single tokens
 * @param logprob natural logarithm of its probability; null where the target said "out of range"
 * @param top alternatives, most probable first as returned; may be shorter than asked
 */
public record Token(
    String text, @Nullable String bytes, @Nullable Double logprob, List<Alternative> top) {

  /** A token that could have been emitted here. */
  public record Alternative(String text, @Nullable String bytes, @Nullable Double logprob) {}
}
