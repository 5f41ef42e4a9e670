/** The lab's side of the two wire formats of Vertex AI, written from the published contract. */
@NullMarked
package dev.plumbline.lab.vertex;

import org.jspecify.annotations.NullMarked;
