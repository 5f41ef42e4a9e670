package dev.plumbline.lab;

import java.util.List;

/** A fault that cannot be injected as written; the message holds everything that is wrong. */
final class InvalidFaultException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<String> errors;

  InvalidFaultException(List<String> errors) {
    super(String.join("; ", errors));
    this.errors = List.copyOf(errors);
  }

  List<String> errors() {
    return errors;
  }
}
