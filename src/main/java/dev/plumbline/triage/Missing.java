package dev.plumbline.triage;

/** There is nothing at an address that looks like one of ours. */
final class Missing extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String back;

  /**
   * @param what for people: what is missing and why it may be
   * @param back where what there is of the kind is listed
   */
  Missing(String what, String back) {
    super(what);
    this.back = back;
  }

  String back() {
    return back;
  }
}
