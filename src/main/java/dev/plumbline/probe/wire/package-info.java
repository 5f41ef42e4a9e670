/** One codec per wire format: a probe to a request, a response to an answer. */
@NamedInterface("wire")
@NullMarked
package dev.plumbline.probe.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
