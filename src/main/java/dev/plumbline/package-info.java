/**
 * Plumbline tells whoever serves language models, per model, platform and accelerator, whether the
 * answers are still as good as they were; when they are not: which part of the fleet, since when,
 * with the exact request and answer as evidence.
 *
 * <p>The packages are its modules. Read them in the order the data flows:
 *
 * <ol>
 *   <li>{@code catalog} — what is watched and what it is asked (YAML, schema, hot reload)
 *   <li>{@code probe} — asks: plan, claims, sessions; publishes exchanges
 *   <li>{@code score} — measures: one check a class; turns exchanges into observations
 *   <li>{@code detect} — decides: sequential detectors over series of observations
 *   <li>{@code incident} — explains and tells: one cause, one incident, one suspect slice
 * </ol>
 *
 * <p>Beside the flow: {@code stats} (pure mathematics), {@code topic} (Kafka plumbing), {@code
 * role} (which part of the work a process does), {@code lab} (a fleet to practise on), {@code
 * corpus} (its exchanges, one fault at a time), {@code rehearsal} (incidents of the past,
 * replayed), {@code standalone} (everything in one process) and {@code app} (the shell: HTTP,
 * metrics page, command line).
 */
@NullMarked
package dev.plumbline;

import org.jspecify.annotations.NullMarked;
