/** What is kept of a failing exchange, as files that a person can read and act on. */
@NamedInterface("exhibit")
@NullMarked
package dev.plumbline.score.exhibit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
