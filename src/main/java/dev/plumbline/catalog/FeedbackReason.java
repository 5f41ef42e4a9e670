package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why users report an answer: a closed list, since what they write themselves is never taken. */
public enum FeedbackReason {
  WRONG_LANGUAGE,
  GARBLED,
  BROKEN_CODE,
  OFF_TOPIC,
  WORSE_QUALITY,
  REFUSED,
  OTHER;

  private static final String PREFIX = "feedback-";

  /** The word used in counts, metrics and files: {@code wrong-language}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The check whose series these reports are: {@code feedback-wrong-language}. */
  public String check() {
    return PREFIX + word();
  }

  public static Optional<FeedbackReason> of(String word) {
    return Arrays.stream(values()).filter(reason -> reason.word().equals(word)).findFirst();
  }

  /** For JSON. */
  @JsonCreator
  static FeedbackReason read(String word) {
    return of(word)
        .orElseThrow(
            () -> new IllegalArgumentException("a reason is one of " + String.join(", ", words())));
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(FeedbackReason::word).toList();
  }

  /** Whether a check's series are of what users report, not of what probes see. */
  public static boolean feeds(String check) {
    return check.startsWith(PREFIX) && of(check.substring(PREFIX.length())).isPresent();
  }
}
