package dev.plumbline.lab.chat;

/** A request that was read: what is asked for, and how the answer is written. */
public record Question(ChatRequest request, AnswerWriter writer) {}
