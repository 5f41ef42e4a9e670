package dev.plumbline.incident;

import dev.plumbline.detect.Detection;

/**
 * Two faults at once, of which one spoils a few answers for the other's check as well: early counts
 * name a slice that holds both, later ones do not.
 */
final class TwoFaults {
  static final String HAIKU_TPU = "haiku-3.5/*/tpu/*";
  static final String OPUS_TPU = "opus-4/*/tpu/*";
  static final String TPU = "*/*/tpu/*";

  static final Detection FIRST =
      Practice.alarm("argmax", HAIKU_TPU)
          .failing(HAIKU_TPU, 4)
          .after(60)
          .between(0, 10)
          .detection();
  static final Detection EARLY =
      Practice.alarm("foreign-script", TPU)
          .failing(OPUS_TPU, 3)
          .failing(HAIKU_TPU, 2)
          .after(60)
          .between(0, 12)
          .detection();
  static final Detection LATE =
      Practice.alarm("foreign-script", OPUS_TPU)
          .failing(OPUS_TPU, 9)
          .failing(HAIKU_TPU, 2)
          .after(900)
          .between(0, 30)
          .detection();
  static final Detection LATE_TOO =
      Practice.alarm("argmax", HAIKU_TPU)
          .failing(HAIKU_TPU, 8)
          .after(900)
          .between(0, 31)
          .detection();

  private TwoFaults() {}
}
