package dev.plumbline.incident.change;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Printable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What sort of thing somebody did. */
public enum ChangeKind {
  /** Another build of what serves. */
  DEPLOY("deploy"),
  /** Settings of what serves. */
  CONFIG("config"),
  /** Who is sent where. */
  LOAD_BALANCER("load-balancer"),
  /** Other weights. */
  MODEL_SWAP("model-swap"),
  /** A window in which things are expected to happen. */
  MAINTENANCE("maintenance");

  private final String word;

  ChangeKind(String word) {
    this.word = word;
  }

  /** The word used in JSON and on the command line. */
  @JsonValue
  public String word() {
    return word;
  }

  /**
   * Reads what {@link #word()} writes.
   *
   * @throws InvalidFieldException if it is none of them
   */
  @JsonCreator
  public static ChangeKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(() ->
            new InvalidFieldException(
                "kind",
                "is one of %s, not '%s'"
                    .formatted(
                        Arrays.stream(values())
                            .map(ChangeKind::word)
                            .collect(Collectors.joining(", ")),
                        Printable.brief(word, 40))));
  }

  @Override
  public String toString() {
    return word;
  }
}
