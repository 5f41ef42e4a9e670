package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.Expected;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a right answer is, of what a benchmark calls its target. */
final class LmEvalTarget {
  private static final Pattern MARKED = Pattern.compile("####\\s*\\$?\\s*([-+]?[\\d,]*\\.?\\d+)");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,2}(,\\d{3})+|[1-9]\\d{0,14})(\\.\\d{1,12})?");

  /** Beyond, doubles are not exact. */
  private static final double LARGEST = 1e15;

  private LmEvalTarget() {}

  static Expected expected(JsonNode target) throws NotImportable {
    if (target.isArray() && !target.isEmpty()) {
      return any(target);
    }
    if (target.path("aliases").isArray() || target.path("value").isString()) {
      return any(target);
    }
    if (target.isContainer() || target.isMissingNode() || target.isNull()) {
      throw new NotImportable(
          "it does not say what is right", "write it under answer, target, gold or label");
    }
    return one(JsText.of(target).strip());
  }

  /** Every spelling that counts, each once. */
  private static Expected any(JsonNode target) throws NotImportable {
    Set<Expected> all = new LinkedHashSet<>();
    if (target.path("value").isString()) {
      all.add(one(target.path("value").stringValue().strip()));
    }
    for (JsonNode item : target.isArray() ? target : target.path("aliases")) {
      all.add(expected(item));
    }
    List<Expected> distinct = List.copyOf(all);
    return distinct.size() == 1 ? distinct.getFirst() : new Expected.Any(distinct);
  }

  private static Expected one(String text) throws NotImportable {
    Matcher marked = MARKED.matcher(text);
    String last = null;
    while (marked.find()) {
      last = marked.group(1);
    }
    if (last != null || NUMBER.matcher(text).matches()) {
      String number = (last == null ? text : last).replace(",", "");
      double value = Double.parseDouble(number);
      if (Math.abs(value) >= LARGEST) {
        throw new NotImportable("its number has more than 15 digits", "ask for a smaller one");
      }
      return new Expected.Quantity(value, 0, null);
    }
    if (text.isEmpty()) {
      throw new NotImportable("its right answer is empty", "write it under answer or target");
    }
    if (text.contains("\n")) {
      throw new NotImportable(
          "its right answer has several lines, of which none is marked with ####",
          "write the answer alone under target");
    }
    return new Expected.Exact(text);
  }
}
