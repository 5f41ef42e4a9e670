package dev.plumbline.rehearsal;

/** The bugs of 2025, and which of the lab's faults is the same cause. */
public enum Bug {
  /** Context-window routing: a client once misrouted stays misrouted, so whole sessions are hit. */
  B1("misroute", true),
  /** Output corruption. */
  B2("corruption", false),
  /** Approximate top-k. */
  B3("approximate-top-k", false);

  private final String fault;
  private final boolean sticky;

  Bug(String fault, boolean sticky) {
    this.fault = fault;
    this.sticky = sticky;
  }

  /** The word the lab and the readings have for it. */
  public String fault() {
    return fault;
  }

  /** Whether its share is one of sessions rather than of requests. */
  boolean sticky() {
    return sticky;
  }
}
