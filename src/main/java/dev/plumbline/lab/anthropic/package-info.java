/** The lab's side of the Anthropic Messages wire format, written from the published contract. */
@NullMarked
package dev.plumbline.lab.anthropic;

import org.jspecify.annotations.NullMarked;
