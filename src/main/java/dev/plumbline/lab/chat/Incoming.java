package dev.plumbline.lab.chat;

import java.util.Map;
import java.util.function.Predicate;

/**
 * A request for an answer as it came.
 *
 * @param query the parameters of its address
 * @param headerGiven whether a request header, named in lower case, was sent
 */
@SuppressWarnings("ArrayRecordComponent") // read once
public record Incoming(
    Operation operation, Map<String, String> query, byte[] body, Predicate<String> headerGiven) {}
