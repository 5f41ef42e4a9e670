/** The shell: clock and randomness, HTTP, metrics of state, command line. Nothing depends on it. */
@ApplicationModule
@NullMarked
package dev.plumbline.app;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
