package dev.plumbline.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads {@code plumbline.roles}: comma-separated, in any case; default: all but the lab. */
final class RoleCondition implements Condition {
  private static final String DEFAULT_ROLES = "worker,scorer,api";

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Role[] wanted =
        metadata
            .getAnnotations()
            .get(ConditionalOnRole.class)
            .getEnumArray(MergedAnnotation.VALUE, Role.class);
    return Arrays.stream(wanted).anyMatch(active(context.getEnvironment())::contains);
  }

  static Set<Role> active(Environment environment) {
    String roles = environment.getProperty("plumbline.roles", DEFAULT_ROLES);
    return Arrays.stream(roles.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(RoleCondition::parse)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Role parse(String name) {
    try {
      return Role.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "plumbline.roles: unknown role '%s'; use worker, scorer, api, lab".formatted(name), e);
    }
  }
}
