package dev.plumbline.catalog.imports;

/** Something of the other format that suites cannot say. */
final class NotImportable extends Exception {
  private static final long serialVersionUID = 1L;
  private final String why;
  private final String remedy;

  NotImportable(String why, String remedy) {
    super(why);
    this.why = why;
    this.remedy = remedy;
  }

  String why() {
    return why;
  }

  String remedy() {
    return remedy;
  }
}
