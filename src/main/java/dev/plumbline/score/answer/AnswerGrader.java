package dev.plumbline.score.answer;

import dev.plumbline.catalog.Expected;
import java.util.List;
import java.util.Optional;

/** Compares an answer with what is expected. */
public final class AnswerGrader {
  private static final int SHOWN_OF_ANSWER = 80;

  private AnswerGrader() {}

  /** The grade of an answer. Items alone give a {@link Grade.Part}, nothing else does. */
  public static Grade grade(Expected expected, String answer) {
    return switch (expected) {
      case Expected.Exact(String text) -> ExactText.grade(text, answer);
      case Expected.Quantity quantity -> Quantities.grade(quantity, answer);
      case Expected.Choice(String option, List<String> among) ->
          Choices.grade(option, among, answer);
      case Expected.Regex(String pattern) -> BoundedRegex.grade(pattern, answer);
      case Expected.Document(var schema) -> Documents.grade(schema, answer);
      case Expected.Items(List<String> items) -> ItemLists.grade(items, answer);
      case Expected.All(List<Expected> parts) -> all(parts, answer);
      case Expected.Any(List<Expected> parts) -> any(parts, answer);
      case Expected.Not(Expected refused) -> not(refused, answer);
    };
  }

  /** Wrong by the first part that is; else open if one is. */
  private static Grade all(List<Expected> parts, String answer) {
    Grade all = new Grade.Right();
    for (Expected part : parts) {
      switch (whole(part, answer)) {
        case Grade.Wrong wrong -> {
          return wrong;
        }
        case Grade.Open open -> all = open;
        case Grade.Right _, Grade.Part _ -> {}
      }
    }
    return all;
  }

  /** Right if one part is; else open if one is; else wrong by the first. */
  private static Grade any(List<Expected> parts, String answer) {
    List<Grade> grades = parts.stream().map(part -> whole(part, answer)).toList();
    return first(grades, Grade.Right.class)
        .or(() -> first(grades, Grade.Open.class))
        .orElseGet(grades::getFirst);
  }

  private static Optional<Grade> first(List<Grade> grades, Class<? extends Grade> kind) {
    return grades.stream().filter(kind::isInstance).findFirst();
  }

  private static Grade not(Expected refused, String answer) {
    return switch (whole(refused, answer)) {
      case Grade.Right _ -> new Grade.Wrong("anything but " + shown(refused), quoted(answer));
      case Grade.Wrong _, Grade.Part _ -> new Grade.Right();
      case Grade.Open open -> open;
    };
  }

  /** Inside others a part of the items is as wrong as none. */
  private static Grade whole(Expected expected, String answer) {
    Grade grade = grade(expected, answer);
    return grade instanceof Grade.Part(double share, String lacks)
        ? share == 1 ? new Grade.Right() : new Grade.Wrong(shown(expected), "a list: " + lacks)
        : grade;
  }

  /** What is expected, in words. */
  private static String shown(Expected expected) {
    return switch (expected) {
      case Expected.Exact(String text) -> "'" + text + "'";
      case Expected.Quantity quantity -> Quantities.shown(quantity);
      case Expected.Choice(String option, _) -> "'" + option + "'";
      case Expected.Regex(String pattern) -> "/" + pattern + "/";
      case Expected.Document _ -> "a document of the schema";
      case Expected.Items(List<String> items) -> String.join(", ", items);
      case Expected.All _ -> "all of what it refuses";
      case Expected.Any _ -> "any of what it refuses";
      case Expected.Not(Expected refused) -> "anything but " + shown(refused);
    };
  }

  static String quoted(String text) {
    String stripped = text.strip();
    int end = stripped.offsetByCodePoints(0, Math.min(SHOWN_OF_ANSWER, codePoints(stripped)));
    return end < stripped.length() ? "'" + stripped.substring(0, end) + "…'" : "'" + stripped + "'";
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
