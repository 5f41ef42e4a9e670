package dev.plumbline.access;

import static dev.plumbline.access.AccessRole.ADMIN;
import static dev.plumbline.access.AccessRole.APPROVE;
import static dev.plumbline.access.AccessRole.CHANGE;
import static dev.plumbline.access.AccessRole.READ;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What each path needs; the first rule that fits counts. */
final class AccessRules {
  /** What a path needs. */
  sealed interface Needs {
    /** Nothing. */
    record Nothing() implements Needs {}

    /** What its own controller demands: a signature, a token in the body, or a role. */
    record OwnProof() implements Needs {}

    record Role(AccessRole role) implements Needs {}
  }

  private record Rule(Set<HttpMethod> methods, PathPattern pattern, Needs needs) {
    boolean fits(HttpMethod method, PathContainer path) {
      return methods.contains(method) && pattern.matches(path);
    }
  }

  private static final Set<HttpMethod> LOOK = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<HttpMethod> POST = Set.of(HttpMethod.POST);
  private static final Set<HttpMethod> ANY = Set.of(HttpMethod.values());

  /**
   * What no rule names is the administrator's: a new way to change something is closed at first.
   */
  private static final Needs OTHERWISE = new Needs.Role(ADMIN);

  private final List<Rule> rules;

  AccessRules(boolean openMetrics) {
    this.rules =
        List.of(
            rule(LOOK, "/actuator/health/**", new Needs.Nothing()),
            rule(LOOK, "/assets/**", new Needs.Nothing()),
            rule(LOOK, "/sign-in", new Needs.Nothing()),
            rule(POST, "/sign-in", new Needs.Nothing()),
            rule(LOOK, OidcProperties.PATH, new Needs.Nothing()),
            rule(LOOK, OidcProperties.CALLBACK, new Needs.Nothing()),
            rule(POST, "/sign-out", new Needs.Nothing()),
            rule(
                LOOK,
                "/actuator/prometheus",
                openMetrics ? new Needs.Nothing() : new Needs.Role(READ)),
            rule(LOOK, "/actuator/info", new Needs.Role(READ)),
            rule(ANY, "/actuator/**", new Needs.Role(ADMIN)),
            rule(POST, "/api/v1/changes/webhooks/*", new Needs.OwnProof()),
            rule(ANY, "/api/v1/gates/**", new Needs.OwnProof()),
            rule(POST, "/api/v1/changes", new Needs.Role(CHANGE)),
            rule(POST, "/api/v1/feedback", new Needs.Role(CHANGE)),
            rule(POST, "/api/v1/incidents/*/acknowledge", new Needs.Role(CHANGE)),
            rule(POST, "/api/v1/references", new Needs.Role(CHANGE)),
            rule(POST, "/api/v1/references/*/approval", new Needs.Role(APPROVE)),
            rule(
                Set.of(HttpMethod.DELETE),
                "/api/v1/references/*/approval",
                new Needs.Role(APPROVE)),
            rule(LOOK, "/api/v1/audit", new Needs.Role(ADMIN)),
            rule(LOOK, "/**", new Needs.Role(READ)));
  }

  Needs of(HttpMethod method, PathContainer path) {
    return rules.stream()
        .filter(rule -> rule.fits(method, path))
        .findFirst()
        .map(Rule::needs)
        .orElse(OTHERWISE);
  }

  private static Rule rule(Set<HttpMethod> methods, String pattern, Needs needs) {
    return new Rule(methods, PathPatternParser.defaultInstance.parse(pattern), needs);
  }
}
