/** Which part of the work this process does: one of, or several of, {@link Role}. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.plumbline.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
