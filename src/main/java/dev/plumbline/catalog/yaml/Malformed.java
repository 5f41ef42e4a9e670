package dev.plumbline.catalog.yaml;

/** A text that does not say what it should. */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String message;
  private final String remedy;

  /** Neither may hold the text itself where that could be a secret. */
  public Malformed(String message, String remedy) {
    super(message);
    this.message = message;
    this.remedy = remedy;
  }

  String message() {
    return message;
  }

  String remedy() {
    return remedy;
  }
}
