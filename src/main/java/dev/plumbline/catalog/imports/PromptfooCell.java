package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Location;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An assertion in a cell of a table: {@code contains:Paris}, {@code latency(900)}, {@code
 * not-is-json}; any other text must be the answer.
 */
final class PromptfooCell {
  private static final Pattern SHORT =
      Pattern.compile(
          "(?s)((?:not-)?[a-z][a-z0-9-]*(?::(?:cosine|dot|euclidean))?)(?:\\((\\d+(?:\\.\\d+)?)\\))?(?::(.*))?");
  private static final Pattern CODE =
      Pattern.compile("(?s)(javascript|fn|eval|python|grade|llm-rubric):.*|file://.*");
  private static final Set<String> KNOWN =
      Set.of(
          "agent-rubric answer-relevance bleu classifier contains contains-all contains-any"
              .concat(" contains-html contains-json contains-sql contains-xml context-faithfulness")
              .concat(" context-recall context-relevance conversation-relevance cost equals")
              .concat(" factuality finish-reason g-eval gleu guardrails icontains icontains-all")
              .concat(" icontains-any is-html is-json is-refusal is-sql is-valid-function-call")
              .concat(" is-valid-openai-function-call is-valid-openai-tools-call is-xml javascript")
              .concat(" latency levenshtein llm-rubric pi meteor model-graded-closedqa")
              .concat(
                  " model-graded-factuality moderation perplexity perplexity-score python regex")
              .concat(" rouge-n ruby similar similar:cosine similar:dot similar:euclidean")
              .concat(" starts-with tool-call-f1 search-rubric webhook word-count")
              .split(" "));

  private PromptfooCell() {}

  static PromptfooAssertion read(String cell, Location at, String where) {
    String text = cell.strip();
    Matcher code = CODE.matcher(text);
    if (code.matches()) {
      String type = code.group(1);
      return PromptfooAssertion.of(at, where, type == null ? "javascript" : type, text, null);
    }
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches() && isKnown(matcher.group(1))) {
      String threshold = matcher.group(2);
      String value = matcher.group(3);
      return PromptfooAssertion.of(
          at, where, matcher.group(1), value == null ? null : value.strip(), number(threshold));
    }
    return PromptfooAssertion.of(at, where, "equals", text, null);
  }

  private static boolean isKnown(String type) {
    return KNOWN.contains(type.replaceFirst("^not-", ""));
  }

  private static @Nullable Double number(@Nullable String text) {
    return text == null ? null : Double.valueOf(text);
  }
}
