/** What healthy looks like: captured, frozen, approved, in force until it expires. */
@ApplicationModule(allowedDependencies = {"catalog", "probe", "role", "stats", "topic"})
@NullMarked
package dev.plumbline.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
