package dev.plumbline.input;

/** What somebody sent cannot be used; the message names the field and the remedy. */
public final class InvalidFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;

  public InvalidFieldException(String field, String trouble) {
    super(field + " " + trouble);
    this.field = field;
  }

  /** Which field: {@code until}, or a path into a webhook's body. */
  public String field() {
    return field;
  }
}
