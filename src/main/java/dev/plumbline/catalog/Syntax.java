package dev.plumbline.catalog;

/** What an answer can be asked to parse as. */
public enum Syntax {
  /** One JSON value by RFC 8259. */
  JSON,
  /** A compilation unit, members of a class, or statements. */
  JAVA,
  /** A Python 3 module. */
  PYTHON,
  /** An ECMAScript script or module. */
  JAVASCRIPT,
  /** One statement or more. */
  SQL
}
