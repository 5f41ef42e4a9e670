/**
 * The lab's language models as servers run them: layout of conversations, arithmetic of the
 * accelerator, batches, memory of prompts and steps, and the decoder that turns predictions into
 * answers. What a model computes is in {@code lab.transformer}.
 */
@NullMarked
package dev.plumbline.lab.model;

import org.jspecify.annotations.NullMarked;
