package dev.plumbline.probe;

import java.time.Instant;

/** What makes a slot unique. */
record SlotKey(String target, String suite, String probe, Instant at) {
  static SlotKey of(Slot slot) {
    return new SlotKey(slot.target(), slot.suite(), slot.probe(), slot.at());
  }
}
