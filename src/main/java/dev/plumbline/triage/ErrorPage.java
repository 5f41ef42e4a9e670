package dev.plumbline.triage;

/**
 * @param back where to go from here
 */
record ErrorPage(Frame frame, int status, String heading, String text, String back) {}
