package dev.plumbline.rehearsal;

import java.util.Arrays;
import java.util.Optional;

/** How much of a share in the timeline is published. */
public enum Published {
  YES("yes"),
  NO("no"),
  PEAK("peak"),
  UPPER_BOUND("upper bound"),
  ASSUMED("assumed");

  private final String word;

  Published(String word) {
    this.word = word;
  }

  static Optional<Published> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return word;
  }
}
