package dev.plumbline.detect;

/** Everything one detector remembers; immutable. */
public record DetectorState() {}
