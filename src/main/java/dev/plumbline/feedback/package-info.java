/** What users reported: counts in, observations out. Takes no text, by construction. */
@ApplicationModule(allowedDependencies = {"catalog", "role", "score", "stats", "topic"})
@NullMarked
package dev.plumbline.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
