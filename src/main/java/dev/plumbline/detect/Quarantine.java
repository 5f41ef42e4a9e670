package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.util.List;

/**
 * A probe that fails one check wherever it is asked while other probes pass there: the value on
 * {@code detect.quarantines.v1}. What it answers says nothing of the pools, so its trials enter no
 * series until its suite's content changes.
 *
 * @param probe with the suite's name: suite/probe
 * @param suiteVersion content hash of the suite it is quarantined in
 * @param at scheduled time of the trial that showed it
 * @param targets it failed on then
 * @param exchanges that failed then
 * @param othersTrials trials of other probes on those targets in the same span
 * @param othersFailures the failures among them
 * @param withheld answers to it that entered no series
 */
public record Quarantine(
    String check,
    String probe,
    String suiteVersion,
    Instant at,
    List<Slice> targets,
    List<String> exchanges,
    long othersTrials,
    long othersFailures,
    long withheld) {

  public Quarantine {
    targets = List.copyOf(targets);
    exchanges = List.copyOf(exchanges);
  }

  String suite() {
    return suite(probe);
  }

  /** The suite of a suite/probe. */
  static String suite(String probe) {
    return probe.substring(0, probe.indexOf('/'));
  }

  /** Key on its topic and of its memory. */
  String key() {
    return keyOf(check, probe);
  }

  static String keyOf(String check, String probe) {
    return check + "|" + probe;
  }

  Quarantine withholding() {
    return new Quarantine(
        check,
        probe,
        suiteVersion,
        at,
        targets,
        exchanges,
        othersTrials,
        othersFailures,
        withheld + 1);
  }
}
