/** The lab's side of SGLang's own wire format, written from the published contract. */
@NullMarked
package dev.plumbline.lab.sglang;

import org.jspecify.annotations.NullMarked;
