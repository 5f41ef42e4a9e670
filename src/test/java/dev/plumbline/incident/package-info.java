@NullMarked
package dev.plumbline.incident;

import org.jspecify.annotations.NullMarked;
