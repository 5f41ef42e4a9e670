package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of a benchmark.
 *
 * @param line of the file, from 1
 * @param title what it is called by
 * @param family kind of question; null where the file says none
 */
record LmEvalQuestion(
    int line,
    String title,
    @Nullable String family,
    List<Probe.Message> messages,
    Expected expected) {}
