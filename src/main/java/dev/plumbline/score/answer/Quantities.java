package dev.plumbline.score.answer;

import dev.plumbline.catalog.Expected;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers with or without a unit: the last number of the answer counts. */
final class Quantities {
  private static final Pattern BEFORE_UNIT = Pattern.compile("^[\\s\\u00A0\\u2009\\u202F*_`$}]*+");
  private static final int SHOWN_AFTER = 12;

  /** Tolerances are decimal and doubles are not: 2.0 is 0.1 away from 1.9. */
  private static final int ROUNDING_ULPS = 4;

  private Quantities() {}

  static Grade grade(Expected.Quantity expected, String answer) {
    Optional<NumberInText> last = NumberInText.last(answer);
    if (last.isEmpty()) {
      return new Grade.Wrong(shown(expected), "no number: " + AnswerGrader.quoted(answer));
    }
    NumberInText number = last.get();
    return isClose(number.value(), expected) && hasUnit(expected.unit(), number.after())
        ? new Grade.Right()
        : new Grade.Wrong(
            shown(expected), "'" + number.text() + shownAfter(number, expected) + "'");
  }

  private static boolean isClose(double value, Expected.Quantity expected) {
    double slack = ROUNDING_ULPS * Math.ulp(expected.number());
    return Math.abs(value - expected.number()) <= expected.tolerance() + slack;
  }

  private static boolean hasUnit(@Nullable String unit, String after) {
    if (unit == null) {
      return true;
    }
    String rest = BEFORE_UNIT.matcher(after).replaceFirst("");
    return rest.startsWith(unit)
        && (rest.length() == unit.length() || !Character.isLetter(rest.codePointAt(unit.length())));
  }

  private static String shownAfter(NumberInText number, Expected.Quantity expected) {
    String after = number.after().lines().findFirst().orElse("");
    return expected.unit() == null
        ? ""
        : after.substring(0, Math.min(after.length(), SHOWN_AFTER)).stripTrailing();
  }

  static String shown(Expected.Quantity expected) {
    String tolerance = expected.tolerance() > 0 ? " ± " + plain(expected.tolerance()) : "";
    String unit = expected.unit() == null ? "" : " " + expected.unit();
    return plain(expected.number()) + tolerance + unit;
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
