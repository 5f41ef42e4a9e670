package dev.plumbline.access;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who signed in.
 *
 * @param name as the provider calls them
 * @param roles with those they imply
 * @param until when they have to sign in again
 */
record Session(String name, Set<AccessRole> roles, Instant until) {
  Session {
    roles = Set.copyOf(roles);
  }
}
