package dev.plumbline.incident.change;

import dev.plumbline.catalog.Slice;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something somebody did: the value on {@code incident.changes.v1}. An id names one change for
 * ever; whatever is said later under the same id is not heard.
 *
 * @param id the caller's, so that saying it twice is saying it once
 * @param at when it was done, or when the window begins, to the microsecond
 * @param until when the window of a maintenance ends; null for everything else
 * @param slice what it was done to
 * @param title one line for people, at most {@value #LONGEST_TITLE} characters
 * @param by who did it; null where nobody says
 * @param link where more is said, http or https; null where nowhere
 * @param source who told of it: {@code api}, {@code github}, …
 * @param note what had to be guessed; null where nothing was
 */
public record Change(
    String id,
    ChangeKind kind,
    Instant at,
    @Nullable Instant until,
    Slice slice,
    String title,
    @Nullable String by,
    @Nullable String link,
    String source,
    @Nullable String note) {

  public static final int LONGEST_ID = 200;
  public static final int LONGEST_TITLE = 300;
  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_LINK = 2000;
  public static final int LONGEST_NOTE = 500;
  public static final Duration LONGEST_WINDOW = Duration.ofDays(31);

  private static final Pattern ID = Pattern.compile("[!-~]{1," + LONGEST_ID + "}");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  /**
   * A change that can be kept and shown.
   *
   * @throws InvalidFieldException that names the field
   */
  public Change {
    require(
        ID.matcher(id).matches(),
        "id",
        "is 1 to %d printable ASCII characters without spaces".formatted(LONGEST_ID));
    require(isPlausible(at), "at", "is between the years 2000 and 2100");
    at = at.truncatedTo(ChronoUnit.MICROS);
    until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    requireWindow(kind, at, until);
    for (String label :
        List.of(slice.model(), slice.platform(), slice.accelerator(), slice.pool())) {
      require(
          label.equals(Slice.ANY) || SLUG.matcher(label).matches(),
          "slice",
          "is model/platform/accelerator/pool: lower-case labels of the catalog, * for any");
    }
    requireText("title", title, LONGEST_TITLE);
    requireText("by", by, LONGEST_NAME);
    requireLink(link);
    require(
        SLUG.matcher(source).matches(),
        "source",
        "is lower-case letters, digits, '.', '_' and '-', at most 100");
    requireText("note", note, LONGEST_NOTE);
  }

  /** When it is over: a window's end, the moment itself for everything else. */
  public Instant end() {
    return until == null ? at : until;
  }

  static boolean isPlausible(Instant at) {
    return !at.isBefore(FIRST) && at.isBefore(LAST);
  }

  private static void requireWindow(ChangeKind kind, Instant at, @Nullable Instant until) {
    if (kind != ChangeKind.MAINTENANCE) {
      require(until == null, "until", "is for maintenance only; leave it out of a " + kind);
    } else if (until == null) {
      throw new InvalidFieldException("until", "is missing: when does the maintenance end?");
    } else {
      require(at.isBefore(until), "until", "is not after at");
      require(
          !until.isAfter(at.plus(LONGEST_WINDOW)),
          "until",
          "is more than %d days after at: say it as several windows"
              .formatted(LONGEST_WINDOW.toDays()));
    }
  }

  private static void requireText(String field, @Nullable String text, int longest) {
    require(
        text == null || (!text.isBlank() && text.length() <= longest && Printable.is(text)),
        field,
        "is one line of 1 to %d printable characters".formatted(longest));
  }

  /** Whoever reads an incident may click it: no other scheme, and no password in it. */
  private static void requireLink(@Nullable String link) {
    if (link == null) {
      return;
    }
    require(
        link.length() <= LONGEST_LINK,
        "link",
        "is at most %d characters long".formatted(LONGEST_LINK));
    try {
      URI uri = new URI(link);
      @Nullable String scheme = uri.getScheme();
      require(
          scheme != null && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT)),
          "link",
          "is neither http nor https");
      require(uri.getHost() != null, "link", "names no host");
      require(uri.getRawUserInfo() == null, "link", "holds a user or password: leave it out");
    } catch (URISyntaxException e) {
      throw new InvalidFieldException("link", "is not an address");
    }
  }

  private static void require(boolean met, String field, String otherwise) {
    if (!met) {
      throw new InvalidFieldException(field, otherwise);
    }
  }
}
