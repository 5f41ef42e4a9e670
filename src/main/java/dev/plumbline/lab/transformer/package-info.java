/**
 * A small language model that is really computed: tokenizer, weights and a Llama-style decoder
 * whose rounding depends, as on an accelerator, on how its sums are laid out. Everything here is a
 * function of its arguments: the same weights, arithmetic and tokens give the same bits.
 */
@NullMarked
package dev.plumbline.lab.transformer;

import org.jspecify.annotations.NullMarked;
