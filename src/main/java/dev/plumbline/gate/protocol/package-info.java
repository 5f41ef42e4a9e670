/**
 * How deployment tools ask gates: each in its own words, none with a way to an open gate but PASS.
 */
@NullMarked
package dev.plumbline.gate.protocol;

import org.jspecify.annotations.NullMarked;
