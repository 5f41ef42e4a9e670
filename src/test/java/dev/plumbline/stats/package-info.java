@NullMarked
package dev.plumbline.stats;

import org.jspecify.annotations.NullMarked;
