package dev.plumbline.probe;

/** Why an exchange is no answer, finer than its {@link Outcome}: who has to do something. */
public enum Cause {
  /** We asked too often. */
  THROTTLED,
  /** The platform, not we, is over its limit: 529 and its like. */
  OVERLOADED,
  /** What we paid for is used up; waiting does not help. */
  QUOTA,
  /** The target does not know us or does not let us. */
  AUTHENTICATION,
  /** We have no credential to send. */
  CREDENTIAL,
  /** The target serves no model of this name. */
  MODEL,
  /** The target does not take something we sent. */
  PARAMETER,
  /** The prompt is longer than the target accepts. */
  CONTEXT_EXCEEDED,
  /** The model or a filter declined to answer this. */
  SAFETY,
  /** The target says that it failed. */
  SERVER,
  /** What came is not what the wire format says. */
  MALFORMED,
  /** The answer ended before its end. */
  CUT,
  /** No name server knows the host. */
  NAME,
  /** Nothing took the connection. */
  CONNECT,
  /** No TLS connection came about. */
  TLS,
  /** The address is one that this worker may not talk to. */
  EGRESS,
  /** This worker reaches nobody. */
  OFFLINE,
  /** Time ran out. */
  TIMEOUT,
  /** A mistake of ours. */
  BUG
}
