@NullMarked
package dev.plumbline.detect;

import org.jspecify.annotations.NullMarked;
