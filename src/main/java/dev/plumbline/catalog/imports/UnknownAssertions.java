package dev.plumbline.catalog.imports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assertions that no check of a suite can stand for, and why. */
final class UnknownAssertions {
  static final String REMEDY = "say it with answer, format, language or another check";

  private static final String CODE = "runs code";
  private static final String MODEL = "asks another model";
  private static final String NEAR = "measures how near the answer is, not whether it is right";
  private static final String INSIDE = "looks for a document inside other text";
  private static final String SYNTAX = "parses a syntax in promptfoo's own way";
  private static final String TRACE = "looks at what an agent did, not at its answer";
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("javascript", CODE),
          Map.entry("fn", CODE),
          Map.entry("eval", CODE),
          Map.entry("python", CODE),
          Map.entry("ruby", CODE),
          Map.entry("webhook", CODE),
          Map.entry("llm-rubric", MODEL),
          Map.entry("grade", MODEL),
          Map.entry("agent-rubric", MODEL),
          Map.entry("search-rubric", MODEL),
          Map.entry("g-eval", MODEL),
          Map.entry("pi", MODEL),
          Map.entry("factuality", MODEL),
          Map.entry("model-graded-factuality", MODEL),
          Map.entry("model-graded-closedqa", MODEL),
          Map.entry("answer-relevance", MODEL),
          Map.entry("context-faithfulness", MODEL),
          Map.entry("context-recall", MODEL),
          Map.entry("context-relevance", MODEL),
          Map.entry("conversation-relevance", MODEL),
          Map.entry("classifier", MODEL),
          Map.entry("moderation", MODEL),
          Map.entry("guardrails", MODEL),
          Map.entry("select-best", MODEL),
          Map.entry("similar", MODEL),
          Map.entry("similar:cosine", MODEL),
          Map.entry("similar:dot", MODEL),
          Map.entry("similar:euclidean", MODEL),
          Map.entry("human", "asks a person"),
          Map.entry("bleu", NEAR),
          Map.entry("gleu", NEAR),
          Map.entry("meteor", NEAR),
          Map.entry("rouge-n", NEAR),
          Map.entry("levenshtein", NEAR),
          Map.entry("perplexity", NEAR),
          Map.entry("perplexity-score", NEAR),
          Map.entry("max-score", NEAR),
          Map.entry("word-count", "counts words"),
          Map.entry("is-refusal", "compares with promptfoo's own list of phrases"),
          Map.entry("contains-json", INSIDE + "; ask for bare JSON and use is-json"),
          Map.entry("contains-xml", INSIDE),
          Map.entry("contains-html", INSIDE),
          Map.entry("contains-sql", INSIDE),
          Map.entry("is-xml", SYNTAX),
          Map.entry("is-html", SYNTAX),
          Map.entry("is-sql", SYNTAX + "; {format: sql} may do"),
          Map.entry("is-valid-function-call", TRACE + "; see tools and tool-call"),
          Map.entry("is-valid-openai-function-call", TRACE + "; see tools and tool-call"),
          Map.entry("is-valid-openai-tools-call", TRACE + "; see tools and tool-call"),
          Map.entry("tool-call-f1", TRACE),
          Map.entry("skill-used", TRACE));

  private UnknownAssertions() {}

  /** Null for what may be known. */
  static @Nullable String why(String type) {
    return type.startsWith("trace") || type.startsWith("trajectory") ? TRACE : REASONS.get(type);
  }
}
