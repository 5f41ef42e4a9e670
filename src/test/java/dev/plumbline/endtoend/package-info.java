/** The whole line, on real servers: from a broken fleet to the incident that names its slice. */
@NullMarked
package dev.plumbline.endtoend;

import org.jspecify.annotations.NullMarked;
