package dev.plumbline.score;

/**
 * Something in a text that must not be there.
 *
 * @param index of its first char
 * @param what it is, for people
 */
record Finding(long index, String what) {
  Finding later(long chars) {
    return new Finding(index + chars, what);
  }

  @Override
  public String toString() {
    return what + " at " + index;
  }
}
