/**
 * What suites cost and what they see: {@link dev.plumbline.suites.SuiteMeasuring} asks targets,
 * {@link dev.plumbline.suites.SuitesReport} reads the catalog and what was measured.
 */
@ApplicationModule(allowedDependencies = {"catalog", "probe", "score", "stats", "topic"})
@NullMarked
package dev.plumbline.suites;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
