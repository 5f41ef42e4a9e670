package dev.plumbline.triage;

import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Evidence;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.SlotHistory.Past;
import dev.plumbline.reference.ReferenceRecord;
import dev.plumbline.score.FlaggedReading;
import java.util.List;

/**
 * @param series its own and the pooled ones it is part of, the strongest first
 * @param probes newest first
 * @param failed kept readings, newest first
 * @param budget what of it is spent, in words
 */
record TargetPage(
    Frame frame,
    Target target,
    Pool pool,
    Coverage coverage,
    List<Evidence> series,
    List<Past> probes,
    List<FlaggedReading> failed,
    BudgetText budget,
    List<Demand> demands,
    List<ReferenceRecord> references) {}
