/** The self-test: what was detected of the drill, and what is due. */
@NamedInterface("drill")
@NullMarked
package dev.plumbline.incident.drill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
