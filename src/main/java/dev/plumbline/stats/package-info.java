/** Pure mathematics: e-detectors, thresholds, onset and effect size. Numbers in, numbers out. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.plumbline.stats;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
