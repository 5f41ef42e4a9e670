/**
 * The lab's side of the wire format of Text Generation Inference, written from the published
 * contract.
 */
@NullMarked
package dev.plumbline.lab.tgi;

import org.jspecify.annotations.NullMarked;
