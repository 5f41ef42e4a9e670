package dev.plumbline.gate;

/** Which way a quantity is worse. */
public enum Worse {
  HIGHER,
  LOWER,
  EITHER
}
