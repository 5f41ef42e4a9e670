package dev.plumbline.score.syntax;

import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JavaParser's problems, which say where they are as a range, in words, or not at all. */
final class JavaFault {
  private static final Pattern PLACE =
      Pattern.compile("^Lexical error at line (\\d{1,6}), column (\\d{1,6})\\.\\s*");

  private JavaFault() {}

  static Parsed.Broken of(Problem problem, int linesBefore) {
    String message = problem.getMessage().lines().findFirst().orElse("").strip();
    Matcher place = PLACE.matcher(message);
    if (place.find()) {
      return new Parsed.Broken(
          Math.max(1, Integer.parseInt(place.group(1)) - linesBefore),
          Integer.parseInt(place.group(2)),
          message.substring(place.end()));
    }
    return problem
        .getLocation()
        .flatMap(TokenRange::toRange)
        .map(range -> broken(range.begin, linesBefore, message))
        .orElseGet(() -> Parsed.Broken.anywhere(message));
  }

  private static Parsed.Broken broken(Position at, int linesBefore, String message) {
    return new Parsed.Broken(Math.max(1, at.line - linesBefore), at.column, message);
  }
}
