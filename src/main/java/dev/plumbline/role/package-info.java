/**
 * Which part of the work this process does: one of, or several of, {@link Role}; and that it has
 * the servers it needs, or does not start.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.plumbline.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
