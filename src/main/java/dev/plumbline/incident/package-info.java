/** Explains and tells: groups detections into incidents, localises them, keeps their lifecycle. */
@ApplicationModule(
    allowedDependencies = {
      "access",
      "catalog",
      "detect",
      "input",
      "probe",
      "role",
      "score::exhibit",
      "stats",
      "topic"
    })
@NullMarked
package dev.plumbline.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
