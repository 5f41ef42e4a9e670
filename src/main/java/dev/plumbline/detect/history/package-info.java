/**
 * Recorded observations out of files, and detection over them: {@link
 * dev.plumbline.detect.history.History} reads, {@link dev.plumbline.detect.history.BacktestRun}
 * runs the detectors of production over it.
 */
@NamedInterface("history")
@NullMarked
package dev.plumbline.detect.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
