package dev.plumbline.catalog;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a target's labels where a text says {@code {model}}, {@code {platform}}, {@code
 * {accelerator}} or {@code {pool}}, so that what all targets share is written once, under defaults.
 */
final class LabelTemplate {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(model|platform|accelerator|pool)}");
  private final Map<String, String> values;

  LabelTemplate(Labels labels) {
    this.values =
        Map.of(
            "model", labels.model(),
            "platform", labels.platform(),
            "accelerator", labels.accelerator(),
            "pool", labels.pool());
  }

  String fill(String text) {
    return fill(text, UnaryOperator.identity());
  }

  /** In a regular expression a label stands for itself: its dots match only dots. */
  String fillRegex(String regex) {
    return fill(regex, label -> label.replace(".", "\\."));
  }

  private String fill(String text, UnaryOperator<String> form) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(form.apply(values.getOrDefault(found.group(1), ""))));
  }
}
