package dev.plumbline.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a right answer is. */
public sealed interface Expected {

  /** This text and nothing else, but for case, white space around it and a full stop. */
  record Exact(String text) implements Expected {}

  /**
   * The last number of the answer is this one.
   *
   * @param tolerance how far off it may be, 0 or more
   * @param unit must follow the number; null where any or none may
   */
  record Quantity(double number, double tolerance, @Nullable String unit) implements Expected {}

  /** Exactly one of the options stands in the answer as a word, and it is this one. */
  record Choice(String option, List<String> among) implements Expected {}

  /** A regular expression that is found somewhere in the answer. */
  record Regex(String pattern) implements Expected {}

  /** JSON that is valid against a JSON Schema of 2020-12. */
  record Document(JsonNode schema) implements Expected {}

  /** All of these. */
  record All(List<Expected> parts) implements Expected {}

  /** One of these, or more. */
  record Any(List<Expected> parts) implements Expected {}

  /** Anything but this. */
  record Not(Expected refused) implements Expected {}

  /** Each of these and nothing else, one a line or between commas, in any order. */
  record Items(List<String> items) implements Expected {}
}
