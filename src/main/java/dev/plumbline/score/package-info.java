/** Measures: checks turn exchanges into observations. */
@ApplicationModule(
    allowedDependencies = {"catalog", "probe", "probe::wire", "reference", "role", "topic"})
@NullMarked
package dev.plumbline.score;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
