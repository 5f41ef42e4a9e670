package dev.plumbline.access;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What somebody may do. */
public enum AccessRole {
  /** Look at everything but the audit. */
  READ,
  /** Tell of changes and reports, take an incident, submit a reference. And read. */
  CHANGE,
  /** Put references in force, open a gate in spite of its verdict. And read. */
  APPROVE,
  /** Ask gates, and nothing else: all that a deployment needs. */
  GATE,
  /** All of it, and see who did what. */
  ADMIN;

  /** This role and those it holds. */
  Set<AccessRole> closure() {
    return switch (this) {
      case READ -> EnumSet.of(READ);
      case CHANGE -> EnumSet.of(CHANGE, READ);
      case APPROVE -> EnumSet.of(APPROVE, READ);
      case GATE -> EnumSet.of(GATE);
      case ADMIN -> EnumSet.allOf(AccessRole.class);
    };
  }

  GrantedAuthority authority() {
    return new SimpleGrantedAuthority("ROLE_" + name());
  }
}
