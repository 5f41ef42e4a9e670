/** What is watched and what it is asked: targets, suites, probes, and the YAML they come from. */
@ApplicationModule(allowedDependencies = "role")
@NullMarked
package dev.plumbline.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
