package dev.plumbline.score;

import org.jspecify.annotations.Nullable;

/** Objects to what an allow-list does not hold. */
record ScriptRule(ScriptAllowList allowed) implements CharacterRule {
  @Override
  public @Nullable Finding objection(int index, int codePoint) {
    @Nullable String foreign = allowed.foreign(codePoint);
    return foreign == null
        ? null
        : new Finding(index, new ForeignScript.Hit(index, codePoint, foreign).what());
  }
}
