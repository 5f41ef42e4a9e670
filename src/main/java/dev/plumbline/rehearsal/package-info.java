/**
 * Rehearses an incident of the past under virtual time: its timeline, answers as the lab's faults
 * made them, and the plan, checks, detectors and localisation of production. {@link
 * dev.plumbline.rehearsal.Rehearsal} runs it.
 */
@ApplicationModule(
    allowedDependencies = {"catalog", "detect", "incident", "probe", "score", "stats", "topic"})
@NullMarked
package dev.plumbline.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
