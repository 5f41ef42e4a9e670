package dev.plumbline.lab.model;

import java.util.Arrays;

/** Token ids in order, as a key: of a prompt, say. Immutable. */
public final class TokenSequence implements Input {
  private final int[] ids;
  private final int hash;

  /**
   * @param ids not to be changed afterwards
   */
  TokenSequence(int... ids) {
    this.ids = ids;
    this.hash = Arrays.hashCode(ids);
  }

  public int length() {
    return ids.length;
  }

  /** The id at a place. */
  public int id(int at) {
    return ids[at];
  }

  /** The last of them; all where there are no more. */
  public TokenSequence last(int kept) {
    return kept >= ids.length
        ? this
        : new TokenSequence(Arrays.copyOfRange(ids, ids.length - kept, ids.length));
  }

  /** Not to be changed. */
  int[] ids() {
    return ids;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenSequence that && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(ids);
  }
}
