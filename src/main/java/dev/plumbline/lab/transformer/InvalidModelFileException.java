package dev.plumbline.lab.transformer;

import java.io.IOException;

/** A weights or tokenizer file that is not what it should be; the message says where and how. */
public final class InvalidModelFileException extends IOException {
  InvalidModelFileException(String message) {
    super(message);
  }

  InvalidModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
