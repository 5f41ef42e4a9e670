package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;

/** What an assertion is here. */
sealed interface Mapped {

  /** A part of what a right answer is. */
  record Right(Expected expected) implements Mapped {}

  /** A check of its own. */
  record Check(CheckUse use) implements Mapped {}
}
