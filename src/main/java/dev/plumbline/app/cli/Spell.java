package dev.plumbline.app.cli;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 1h} and ISO 8601. */
final class Spell implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException | ArithmeticException _) {
      throw new TypeConversionException(
          "'%s' is no duration — write for example 90s, 30m, 1h or PT1H30M".formatted(text));
    }
  }
}
