@NullMarked
package dev.plumbline.score;

import org.jspecify.annotations.NullMarked;
