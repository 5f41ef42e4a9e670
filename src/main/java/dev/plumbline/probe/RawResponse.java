package dev.plumbline.probe;

import java.util.List;
import java.util.Map;

/**
 * What came over the wire, as it came, so that evidence never depends on our reading of it.
 *
 * @param headers names in lower case; headers that carry secrets are left out
 * @param body UTF-8 text, or base64 where the bytes are not UTF-8
 * @param base64 whether {@code body} is base64
 * @param cut whether the answer was longer than kept
 * @param chunkMicros microseconds from sending to each chunk of the body, at most 512 of them
 */
public record RawResponse(
    int status,
    Map<String, List<String>> headers,
    String body,
    boolean base64,
    boolean cut,
    List<Long> chunkMicros) {}
