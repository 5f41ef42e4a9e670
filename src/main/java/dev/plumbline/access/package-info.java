/** Who may do what over HTTP: tokens and their roles, what each path needs, who changed what. */
@ApplicationModule(allowedDependencies = {"catalog", "catalog::yaml", "input", "role", "topic"})
@NullMarked
package dev.plumbline.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
