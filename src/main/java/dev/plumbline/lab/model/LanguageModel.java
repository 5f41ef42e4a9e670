package dev.plumbline.lab.model;

/** Prefix to logits. Thread-safe; each answer is written by a {@link Continuation} of its own. */
public interface LanguageModel {

  Vocabulary vocabulary();

  /** Tokens of the prompt, chat template and tools included. */
  int promptTokens(Prompt prompt);

  /** Starts an answer to a prompt. */
  Continuation begin(Prompt prompt);

  /** One answer under way: the prompt and the tokens appended so far are the prefix. */
  interface Continuation {

    /** Exact logits of the next token, before any accelerator's noise. */
    Logits next();

    void append(int token);
  }
}
