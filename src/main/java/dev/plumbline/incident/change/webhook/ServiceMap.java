package dev.plumbline.incident.change.webhook;

import dev.plumbline.catalog.Slice;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeKind;
import dev.plumbline.incident.change.ChangeProperties.ServiceRule;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which slice a service is: what its annotation says, else the first rule that matches. */
final class ServiceMap {
  private static final int SHOWN = 120;

  private record Rule(Pattern source, Pattern service, Slice slice, @Nullable ChangeKind kind) {
    boolean matches(String from, String name) {
      return source.matcher(from).matches() && service.matcher(name).matches();
    }
  }

  private final List<Rule> rules;

  ServiceMap(List<ServiceRule> rules) {
    this.rules =
        rules.stream()
            .map(rule ->
                new Rule(
                    pattern(rule.source()),
                    pattern(rule.service()),
                    Slice.parse(rule.slice()),
                    rule.kind() == null ? null : ChangeKind.of(rule.kind())))
            .toList();
  }

  /**
   * The change. A service nobody knows may have touched anything: the whole fleet, and it says so.
   * A link that could not be shown is left out rather than the change.
   *
   * @throws InvalidFieldException if it cannot be kept for another reason
   */
  Change change(String source, Announcement told) {
    Optional<Rule> rule =
        rules.stream().filter(it -> it.matches(source, told.service())).findFirst();
    @Nullable Slice marked = told.marks().slice();
    Slice slice = marked != null ? marked : rule.map(Rule::slice).orElse(Slice.WHOLE_FLEET);
    @Nullable String note =
        marked == null && rule.isEmpty()
            ? "unknown service '%s', taken for the whole fleet: name it in plumbline.incident.changes.services"
                .formatted(Printable.brief(told.service(), SHOWN))
            : null;
    ChangeKind kind = kind(told, rule);
    @Nullable String link = told.link().orElse(null);
    try {
      return change(source, told, slice, kind, link, note);
    } catch (InvalidFieldException e) {
      if (!e.field().equals("link")) {
        throw e;
      }
      String left = "left out: " + e.getMessage();
      return change(source, told, slice, kind, null, note == null ? left : note + "; " + left);
    }
  }

  private static ChangeKind kind(Announcement told, Optional<Rule> rule) {
    @Nullable ChangeKind marked = told.marks().kind();
    @Nullable ChangeKind ruled = rule.map(Rule::kind).orElse(null);
    return marked != null ? marked : ruled != null ? ruled : ChangeKind.DEPLOY;
  }

  private static Change change(
      String source,
      Announcement told,
      Slice slice,
      ChangeKind kind,
      @Nullable String link,
      @Nullable String note) {
    return new Change(
        told.id(),
        kind,
        told.at(),
        null,
        slice,
        Printable.brief(told.title(), Change.LONGEST_TITLE),
        told.by()
            .map(name -> Printable.brief(name, Change.LONGEST_NAME))
            .filter(name -> !name.isBlank())
            .orElse(null),
        link,
        source,
        note);
  }

  private static Pattern pattern(String wildcards) {
    return Pattern.compile(
        Arrays.stream(wildcards.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
