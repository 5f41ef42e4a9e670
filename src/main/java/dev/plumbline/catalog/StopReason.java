package dev.plumbline.catalog;

/** Why an answer ended, whatever the wire format calls it. */
public enum StopReason {
  /** The model was done. */
  END,
  /** The token limit was reached. */
  LENGTH,
  /** The model called a tool. */
  TOOL_USE
}
