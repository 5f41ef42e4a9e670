/** Asks: plans slots, claims them, sends probes and publishes what came back as exchanges. */
@ApplicationModule(allowedDependencies = {"catalog", "role", "topic"})
@NullMarked
package dev.plumbline.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
