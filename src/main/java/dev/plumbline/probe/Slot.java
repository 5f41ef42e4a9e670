package dev.plumbline.probe;

import java.time.Instant;

/** One due sending of one probe to one target. (target, suite, probe, at) is unique for ever. */
public record Slot(String target, String suite, String probe, Instant at, Session session) {}
