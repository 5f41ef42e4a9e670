/** Shows: the pages that whoever is woken meets. Reads other modules, changes nothing. */
@ApplicationModule(
    allowedDependencies = {
      "catalog",
      "detect",
      "gate",
      "incident",
      "incident::drill",
      "probe",
      "reference",
      "role",
      "score",
      "stats",
      "topic"
    })
@NullMarked
package dev.plumbline.triage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
