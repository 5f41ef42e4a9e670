/** Evaluations of the fleet that runs: asked, kept, judged, told. */
@NullMarked
package dev.plumbline.gate.live;

import org.jspecify.annotations.NullMarked;
