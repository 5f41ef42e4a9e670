package dev.plumbline.incident;

/** How loudly an incident is told. It only ever rises. */
enum Severity {
  TICKET,
  PAGE;

  Severity or(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
