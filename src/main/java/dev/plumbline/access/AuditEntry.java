package dev.plumbline.access;

import java.time.Instant;

/**
 * One request that changes something, or would have.
 *
 * @param by the name of the token; {@code this machine}; {@code proof} where a signature or a
 *     secret of its own spoke for it
 * @param path without its query, which may hold a secret of a caller that can send no header
 * @param status as it was answered
 */
record AuditEntry(Instant at, String by, String address, String method, String path, int status) {}
