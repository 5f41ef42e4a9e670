package dev.plumbline.catalog.imports;

import java.util.Comparator;

/**
 * Something that was not taken over, or not as it was.
 *
 * @param line from 1; 0 where the file as a whole is meant
 * @param where for people: {@code test 'two plus two'}; empty for the whole file
 * @param what was found and why it is not taken over
 * @param remedy what can be done
 * @param lost false where it was taken over, in another way
 */
public record Remark(
    String file, int line, String where, String what, String remedy, boolean lost) {
  static final Comparator<Remark> IN_READING_ORDER =
      Comparator.comparing(Remark::file).thenComparingInt(Remark::line);

  /** {@code promptfooconfig.yaml:12 test 'two plus two': llm-rubric … — remedy}. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line;
    return place + (where.isEmpty() ? "" : " " + where) + ": " + what + " — " + remedy;
  }
}
