package dev.plumbline.lab.chat;

/**
 * What is the same in every part of one answer.
 *
 * @param id as the wire format begins it: {@code chatcmpl-…}
 * @param created Unix seconds
 * @param servedBy who served it, where the wire format echoes that
 */
public record AnswerHead(
    String id, long created, String model, String servedBy, int promptTokens) {}
