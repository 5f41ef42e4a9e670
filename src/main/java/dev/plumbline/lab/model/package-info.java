/**
 * The lab's language model: an explicit distribution over a multilingual vocabulary, the numerical
 * noise of the accelerator it runs on, and the decoder that turns both into answers.
 */
@NullMarked
package dev.plumbline.lab.model;

import org.jspecify.annotations.NullMarked;
