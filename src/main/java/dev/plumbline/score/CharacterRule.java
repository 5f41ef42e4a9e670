package dev.plumbline.score;

import org.jspecify.annotations.Nullable;

/** Judges the characters of one text, asked for ascending places. */
interface CharacterRule {

  /** What is wrong at a place; null where nothing is. */
  @Nullable Finding objection(int index, int codePoint);
}
