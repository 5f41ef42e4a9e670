package dev.plumbline.lab.transformer;

/** Tokens that no text contains: they structure a conversation. The last ids of a vocabulary. */
public enum SpecialToken {
  END("<|end|>"),
  BEGIN("<|begin|>"),
  SYSTEM("<|system|>"),
  USER("<|user|>"),
  ASSISTANT("<|assistant|>"),
  TOOLS("<|tools|>");

  private final String text;

  SpecialToken(String text) {
    this.text = text;
  }

  /** How it is written where tokens are shown. */
  public String text() {
    return text;
  }
}
