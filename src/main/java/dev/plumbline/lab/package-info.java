/**
 * A fleet to practise on: servers that speak the wire formats, a language model, injectable faults.
 */
@ApplicationModule(allowedDependencies = {"catalog", "role"})
@NullMarked
package dev.plumbline.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
