@NullMarked
package dev.plumbline.standalone;

import org.jspecify.annotations.NullMarked;
