package dev.plumbline.detect;

import java.util.List;

/**
 * What one observation made known.
 *
 * @param evidence newest of every series it touched
 * @param detections in the order they happened
 */
record Decisions(List<Evidence> evidence, List<Detection> detections) {
  static final Decisions NONE = new Decisions(List.of(), List.of());
}
