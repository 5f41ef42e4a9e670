package dev.plumbline.gate;

import java.util.List;

/** What a gate decided. Only a PASS opens. */
public sealed interface Verdict {

  /** What it follows from, for people; never empty. */
  List<String> reasons();

  /** Every regression of what is allowed or more is refuted. */
  record Pass(List<String> reasons) implements Verdict {}

  /** "No regression" is refuted. */
  record Fail(List<String> reasons) implements Verdict {}

  /** Neither, and there is no more to look at; or something forbids to open. */
  record Inconclusive(List<String> reasons) implements Verdict {}

  /** We are broken; it says nothing of the candidate. */
  record Broken(List<String> reasons) implements Verdict {}

  /** The one of a {@link #word}; what no verdict is called opens nothing. */
  static Verdict of(String word, List<String> reasons) {
    return switch (word) {
      case "pass" -> new Pass(reasons);
      case "fail" -> new Fail(reasons);
      case "inconclusive" -> new Inconclusive(reasons);
      default -> new Broken(reasons);
    };
  }

  /** {@code pass}, {@code fail}, {@code inconclusive} or {@code error}. */
  default String word() {
    return switch (this) {
      case Pass _ -> "pass";
      case Fail _ -> "fail";
      case Inconclusive _ -> "inconclusive";
      case Broken _ -> "error";
    };
  }

  default boolean opens() {
    return this instanceof Pass;
  }
}
