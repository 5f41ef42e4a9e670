package dev.plumbline.triage;

import java.time.Instant;

/**
 * What every page has around its content.
 *
 * @param section which entry of the navigation it belongs to; empty: none
 * @param path where it is asked for again, with its query
 * @param filtered whether what is typed into its filter goes with it
 * @param refreshSeconds how often; 0: never
 * @param now when it was made
 * @param said what a screen reader is told when it changes
 */
record Frame(
    String title,
    String section,
    String path,
    boolean filtered,
    long refreshSeconds,
    Instant now,
    String said,
    Assets assets) {

  /** Of a page that takes much to make and changes little. */
  Frame rarely() {
    return new Frame(title, section, path, filtered, 6 * refreshSeconds, now, said, assets);
  }

  Frame saying(String news) {
    return new Frame(title, section, path, filtered, refreshSeconds, now, news, assets);
  }
}
