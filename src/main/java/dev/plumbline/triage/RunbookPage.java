package dev.plumbline.triage;

/**
 * @param text as it is written: Markdown reads well as it is
 */
record RunbookPage(Frame frame, String name, String text) {}
