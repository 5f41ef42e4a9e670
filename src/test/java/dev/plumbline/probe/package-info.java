@NullMarked
package dev.plumbline.probe;

import org.jspecify.annotations.NullMarked;
