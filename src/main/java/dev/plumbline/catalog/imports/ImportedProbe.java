package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A probe to be written into a suite.
 *
 * @param id unique within its suite
 * @param family null for the suite's name
 * @param checks beside the default ones; mostly one or none
 * @param scripts an answer may use, sorted
 * @param origin where it comes from, for people: {@code line 12}
 */
public record ImportedProbe(
    String id,
    @Nullable String family,
    List<Probe.Message> messages,
    List<CheckUse> checks,
    List<String> scripts,
    String origin) {}
