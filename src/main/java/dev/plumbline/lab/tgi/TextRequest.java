package dev.plumbline.lab.tgi;

import dev.plumbline.lab.chat.ChatRequest;

/**
 * A request as it was read.
 *
 * @param inputs the prompt's text
 * @param sampled whether anything is drawn; else the most probable token is taken
 * @param top how many of the most probable tokens are listed
 * @param prefill whether the prompt's tokens are listed
 * @param fullText whether the answer begins with the prompt
 */
record TextRequest(
    ChatRequest request,
    String inputs,
    boolean sampled,
    boolean details,
    int top,
    boolean prefill,
    boolean fullText) {}
