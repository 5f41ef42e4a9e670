/**
 * Decides whether a candidate may go on: policies, and a sequential judge of a candidate against a
 * baseline that is valid at every look.
 */
@ApplicationModule(
    allowedDependencies = {
      "access",
      "catalog",
      "catalog::yaml",
      "detect",
      "detect::history",
      "input",
      "probe",
      "reference",
      "role",
      "score",
      "stats",
      "topic"
    })
@NullMarked
package dev.plumbline.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
