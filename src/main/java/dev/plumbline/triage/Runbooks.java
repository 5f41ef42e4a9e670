package dev.plumbline.triage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to do, alert by alert: {@code docs/runbooks}, which this jar carries. */
final class Runbooks {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,60}");

  private Runbooks() {}

  static Optional<String> text(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (@Nullable InputStream in =
        Runbooks.class.getResourceAsStream("runbooks/" + name + ".md")) {
      return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
