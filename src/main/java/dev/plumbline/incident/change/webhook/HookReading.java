package dev.plumbline.incident.change.webhook;

/** What one delivery means. */
sealed interface HookReading {

  /** A change. */
  record Announced(Announcement announcement) implements HookReading {}

  /** Understood, and no change; the reason is for people. */
  record Ignored(String reason) implements HookReading {}

  /** The sender tries whether somebody listens. */
  record Ping() implements HookReading {}
}
