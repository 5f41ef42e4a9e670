package dev.plumbline.lab.chat;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for at a path.
 *
 * @param verb in the words of the wire format: {@code converse-stream}
 * @param model as the path names it; null where it does not
 */
public record Operation(String verb, @Nullable String model) {}
