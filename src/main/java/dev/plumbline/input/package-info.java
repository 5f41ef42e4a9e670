/** What strangers send, read field by field; how they prove who they are; how refusals are told. */
@ApplicationModule(allowedDependencies = {"catalog", "topic"})
@NullMarked
package dev.plumbline.input;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
