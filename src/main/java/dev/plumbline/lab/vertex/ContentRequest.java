package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.ChatRequest;

/**
 * A request as it was read.
 *
 * @param listsTop whether the most probable tokens are listed beside the chosen ones
 */
record ContentRequest(ChatRequest request, boolean listsTop) {}
