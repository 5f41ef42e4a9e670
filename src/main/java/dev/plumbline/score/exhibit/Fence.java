package dev.plumbline.score.exhibit;

/** Text of strangers within Markdown: nothing in it means anything. */
final class Fence {
  private Fence() {}

  /** A block longer fenced than any row of backticks within. */
  static String of(String text) {
    int longest = 0;
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      row = text.charAt(i) == '`' ? row + 1 : 0;
      longest = Math.max(longest, row);
    }
    String fence = "`".repeat(Math.max(3, longest + 1));
    return "%stext\n%s\n%s\n\n".formatted(fence, text, fence);
  }
}
