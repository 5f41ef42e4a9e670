package dev.plumbline.score.answer;

import java.util.regex.Pattern;

/**
 * Regular expressions on hostile answers. Ours may backtrack without end on texts their author did
 * not think of, so the characters looked at are counted: a bound that is the same on every machine.
 */
final class BoundedRegex {
  /** 1 to 20 ms, by the pattern. */
  static final int MAX_LOOKS = 1_000_000;

  private BoundedRegex() {}

  static Grade grade(String pattern, String answer) {
    try {
      return Pattern.compile(pattern).matcher(new CountedText(answer)).find()
          ? new Grade.Right()
          : new Grade.Wrong("/" + pattern + "/", AnswerGrader.quoted(answer));
    } catch (TooManyLooks | StackOverflowError _) {
      return new Grade.Open("the regular expression takes too long on this answer");
    }
  }

  private static final class CountedText implements CharSequence {
    private final String text;
    private int looks;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      looks++;
      if (looks > MAX_LOOKS) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A signal, not an error: no stack is kept. */
  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super("more than %d looks".formatted(MAX_LOOKS), null, false, false);
    }
  }
}
