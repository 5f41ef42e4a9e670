package dev.plumbline.lab.bedrock;

/** The field {@code p} by which Bedrock hides how long the pieces of a stream are. */
final class Padding {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private Padding() {}

  /**
   * The field with the comma before it, of another length each time.
   *
   * @param number which of the stream's events it stands in
   */
  static String field(int number) {
    int length = 1 + Math.floorMod(number * 31 + 7, LETTERS.length());
    return ",\"p\":\"%s\"".formatted(LETTERS.substring(0, length));
  }
}
