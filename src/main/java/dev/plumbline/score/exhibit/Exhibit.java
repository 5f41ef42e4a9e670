package dev.plumbline.score.exhibit;

import java.time.Instant;
import java.util.List;

/**
 * One failing exchange as files.
 *
 * @param probe suite and probe
 * @param failures each check that failed, with what made it fail
 * @param files in the order to be read
 */
public record Exhibit(
    String exchange,
    String target,
    String probe,
    Instant at,
    List<Failure> failures,
    List<File> files) {

  /** A check that failed, with what made it fail. */
  public record Failure(String check, String found) {}

  /** A file: its name, without folder, and what it holds; never compared, never changed. */
  @SuppressWarnings("ArrayRecordComponent")
  public record File(String name, byte[] content) {}
}
