package dev.plumbline.score;

/** What one check read off one exchange given by hand. */
public record CheckReading(String check, Reading reading) {}
