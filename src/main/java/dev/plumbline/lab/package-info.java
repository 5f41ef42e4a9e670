/**
 * A fleet to practise on. {@link dev.plumbline.lab.LabFleet} listens on loopback; each request goes
 * from {@code Router} through {@code ChatEndpoint} to the server its session sticks to. {@code
 * Saboteur} decides which acting {@link dev.plumbline.lab.Fault}s hit it, a {@code Recipe} what
 * they spoil, and {@code Answering} has a language model of {@code lab.model} write the answer;
 * each wire format is a {@code Dialect}, in {@code lab.openai} and {@code lab.anthropic}. Nothing
 * sent tells which requests were hit; {@link dev.plumbline.lab.TruthLog} knows.
 */
@ApplicationModule(allowedDependencies = {"catalog", "role"})
@NullMarked
package dev.plumbline.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
