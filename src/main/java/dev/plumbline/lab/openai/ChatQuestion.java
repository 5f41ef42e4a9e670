package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.ChatRequest;

/** A request as it was read. */
record ChatQuestion(ChatRequest request, AnswerOptions options) {}
