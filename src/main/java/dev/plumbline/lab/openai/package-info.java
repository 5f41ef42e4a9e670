/** The lab's side of the OpenAI chat wire format, written from the published contract. */
@NullMarked
package dev.plumbline.lab.openai;

import org.jspecify.annotations.NullMarked;
