package dev.plumbline.triage;

import dev.plumbline.reference.ReferenceShelf.Comparison;

/**
 * @param command to be copied, which approves it
 */
record ReferencePage(Frame frame, Comparison comparison, String command) {}
