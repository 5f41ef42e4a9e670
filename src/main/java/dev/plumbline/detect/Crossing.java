package dev.plumbline.detect;

import dev.plumbline.stats.Recovery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A threshold crossed, before the window it happened in is complete and the leaves are counted. */
sealed interface Crossing {
  SeriesKey series();

  String id();

  /** Upwards. */
  record Alarm(
      String id,
      SeriesKey series,
      Detection.Kind kind,
      Instant at,
      long trials,
      double logEvidence,
      double logThreshold,
      Detection.Onset onset,
      Detection.Effect effect)
      implements Crossing {

    Detection with(List<Detection.LeafCount> leaves, List<String> exchanges) {
      return new Detection(
          id,
          series,
          kind,
          at,
          trials,
          logEvidence,
          logThreshold,
          onset,
          effect,
          leaves,
          exchanges);
    }
  }

  /** Back to health. */
  record Cleared(String id, SeriesKey series, Instant at, long trials, double logEvidence)
      implements Crossing {

    Detection detection() {
      return new Detection(
          id,
          series,
          Detection.Kind.CLEARED,
          at,
          trials,
          logEvidence,
          StrictMath.log(Recovery.CLEARED_AT),
          null,
          null,
          List.of(),
          List.of());
    }
  }

  /** The crossing and what the series stands at after it. */
  record Step(Evidence evidence, @Nullable Crossing crossing) {

    /** ln M as the trial left it: a page restarts the detector, what is known of it says why. */
    double logEvidence() {
      return crossing instanceof Alarm alarm ? alarm.logEvidence() : evidence.logEvidence();
    }
  }

  /**
   * The same observations in the same order always give the same name; on a Kafka where trials and
   * offsets begin anew, others give another.
   */
  static String id(SeriesKey series, Detection.Kind kind, Instant at, long trials, long offset) {
    String text = "%s %s %s %d %d".formatted(series, kind, at, trials, offset);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
