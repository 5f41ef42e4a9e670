package dev.plumbline.detect;

import dev.plumbline.catalog.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way in which askings of one target differ, that a fault may follow. */
enum Aspect {
  /** Of one exchange, of several that keep one identity, or of so many at once. */
  SESSION,

  /** Asked for in pieces or in one. */
  TRANSFER,

  /** With a part of the prompt in a cache, or none. */
  PREFIX,

  /** Where it was asked from. */
  LOCATION,

  /** What it was asked from. */
  SUITE;

  private static final List<Aspect> ALL = List.of(values());

  private final String word = Words.of(this);

  /** Null where nobody says. */
  private @Nullable String value(LeafTrial trial, LeafTrial.Answer answer) {
    return switch (this) {
      case SESSION -> trial.session();
      case TRANSFER -> transfer(answer.asked().streamed());
      case PREFIX -> answer.asked().prefix();
      case LOCATION -> answer.asked().location();
      case SUITE -> suite(answer);
    };
  }

  /**
   * How a trial was asked, so far as that is known. Nothing of a pair: how often one is lost or won
   * depends on how hard its suite is, so its failures would follow suites in health too.
   */
  static List<AspectCount> of(LeafTrial trial) {
    if (trial.versus() != null) {
      return List.of();
    }
    List<AspectCount> counts = new ArrayList<>(ALL.size());
    for (Aspect aspect : ALL) {
      int from = counts.size();
      for (LeafTrial.Answer answer : trial.answers()) {
        @Nullable String value = aspect.value(trial, answer);
        if (value != null) {
          aspect.add(counts, from, value, answer.failed());
        }
      }
    }
    FurtherTurns.of(trial).ifPresent(counts::add);
    return List.copyOf(counts);
  }

  private void add(List<AspectCount> counts, int from, String value, boolean failed) {
    for (int i = from; i < counts.size(); i++) {
      if (counts.get(i).value().equals(value)) {
        counts.set(i, counts.get(i).andAnswer(failed));
        return;
      }
    }
    counts.add(new AspectCount(word, value, 1, failed ? 1 : 0, 1));
  }

  private static @Nullable String transfer(@Nullable Boolean streamed) {
    if (streamed == null) {
      return null;
    }
    return streamed ? "streamed" : "whole";
  }

  private static @Nullable String suite(LeafTrial.Answer answer) {
    String suite = Quarantine.suite(answer.probe());
    return suite.isEmpty() ? null : suite;
  }
}
