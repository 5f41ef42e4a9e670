@NullMarked
package dev.plumbline.probe.wire;

import org.jspecify.annotations.NullMarked;
