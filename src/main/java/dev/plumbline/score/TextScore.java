package dev.plumbline.score;

/**
 * What {@code foreign-script} says of one plain text.
 *
 * @param found the first things that do not belong, for people; empty where it did not fail
 */
public record TextScore(String file, String check, boolean failed, String found) {}
