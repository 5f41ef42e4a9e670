package dev.plumbline.incident;

import dev.plumbline.detect.Detection;

/** How loudly an incident is told. It only ever rises. */
enum Severity {
  TICKET,
  PAGE;

  /** Of a page or a ticket. */
  static Severity of(Detection alarm) {
    return switch (alarm.kind()) {
      case PAGE -> PAGE;
      case TICKET -> TICKET;
      case CLEARED -> throw new IllegalArgumentException(alarm.id() + " is not an alarm");
    };
  }

  Severity or(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
