package dev.plumbline.catalog;

import java.time.Duration;
import java.util.Map;

/** A check that a probe feeds, with what the check needs to know of the question. */
public sealed interface CheckUse {
  /** The check that compares graded answers with a peer's; it needs to know nothing more. */
  String PAIRED_ANSWER = "paired-answer";

  /** The word used in suites, series and metrics: {@code foreign-script}. */
  String name();

  /** A check that needs to know nothing more: {@code foreign-script}, {@code argmax}. */
  record Plain(String name) implements CheckUse {}

  /** The answer must be of a syntax. */
  record Format(Syntax syntax) implements CheckUse {
    public static final String NAME = "format";

    @Override
    public String name() {
      return NAME;
    }
  }

  /** The answer must be right. */
  record Answer(Expected expected) implements CheckUse {
    public static final String NAME = "answer";

    @Override
    public String name() {
      return NAME;
    }
  }

  /**
   * The answer must be written in a language.
   *
   * @param tag of two letters, ISO 639-1: {@code de}
   */
  record Language(String tag) implements CheckUse {
    public static final String NAME = "language";

    @Override
    public String name() {
      return NAME;
    }
  }

  /** The answer must end as expected. */
  record Stop(StopReason expected) implements CheckUse {
    public static final String NAME = "stop-reason";

    @Override
    public String name() {
      return NAME;
    }
  }

  /**
   * The target must count as many prompt tokens as the prompt has.
   *
   * @param promptTokens by model: each counts with its own tokenizer and chat template
   */
  record Usage(Map<String, Integer> promptTokens) implements CheckUse {
    public static final String NAME = "usage";

    @Override
    public String name() {
      return NAME;
    }
  }

  /** The answer must not take longer. Without a limit the time is only recorded. */
  record Latency(Duration atMost) implements CheckUse {
    public static final String NAME = "latency";

    @Override
    public String name() {
      return NAME;
    }
  }

  /**
   * The exchange must not cost more.
   *
   * @param atMost in US dollars, by the target's {@link Price} and the tokens it counted
   */
  record Cost(double atMost) implements CheckUse {
    public static final String NAME = "cost";

    @Override
    public String name() {
      return NAME;
    }
  }

  /** The answer must be one call of a tool, with arguments that the tool takes. */
  record ToolCall(String tool) implements CheckUse {
    public static final String NAME = "tool-call";

    @Override
    public String name() {
      return NAME;
    }
  }
}
