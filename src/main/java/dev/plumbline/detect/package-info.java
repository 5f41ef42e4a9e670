/** Decides: sequential detectors over leaf and pooled series of observations. */
@ApplicationModule(
    allowedDependencies = {"catalog", "reference", "role", "score", "stats", "topic"})
@NullMarked
package dev.plumbline.detect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
