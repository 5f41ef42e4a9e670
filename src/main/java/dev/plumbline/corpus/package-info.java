/**
 * Exchanges made by the practice fleet, one cause at a time, and what the checks see in them.
 * {@link dev.plumbline.corpus.CorpusMaker} asks, {@link dev.plumbline.corpus.CorpusFile} keeps,
 * {@link dev.plumbline.corpus.Footprint} counts.
 */
@ApplicationModule(allowedDependencies = {"catalog", "lab", "probe", "score", "topic"})
@NullMarked
package dev.plumbline.corpus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
