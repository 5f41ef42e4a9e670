package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;

/** The stream a detector watches: one check on one leaf (a target) or one pooled slice. */
public record SeriesKey(String check, Slice slice) {

  /** Reads what {@link #toString()} writes. */
  public static SeriesKey parse(String text) {
    int bar = text.indexOf('|');
    if (bar < 0) {
      throw new IllegalArgumentException("a series is check|slice, not '%s'".formatted(text));
    }
    return new SeriesKey(text.substring(0, bar), Slice.parse(text.substring(bar + 1)));
  }

  /** Key of the series on {@code detect.evidence.v1}. */
  @Override
  public String toString() {
    return check + "|" + slice;
  }
}
