package dev.plumbline.incident.change;

/** What was said of a change cannot be kept; the message names the field and the remedy. */
public final class InvalidChangeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;

  public InvalidChangeException(String field, String trouble) {
    super(field + " " + trouble);
    this.field = field;
  }

  /** Which field: {@code until}, or a path into a webhook's body. */
  public String field() {
    return field;
  }
}
