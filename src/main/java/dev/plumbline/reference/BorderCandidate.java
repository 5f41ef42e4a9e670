package dev.plumbline.reference;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A prompt under examination. Thread-safe. */
final class BorderCandidate {
  private static final int TOP_LOGPROBS = 5;

  private final String prompt;
  private final Sampling sampling;
  private final List<String> firstUnits = new ArrayList<>();
  private @Nullable Double lead;

  BorderCandidate(String prompt, Sampling sampling) {
    this.prompt = prompt;
    this.sampling = sampling;
  }

  /** As it will be asked for good. */
  Probe probe() {
    return probe(sampling);
  }

  /** The same, asked with log-probabilities. */
  Probe tellingLeads() {
    return probe(
        new Sampling(
            sampling.temperature(),
            sampling.topP(),
            sampling.seed(),
            sampling.maxTokens(),
            TOP_LOGPROBS,
            sampling.stream()));
  }

  private Probe probe(Sampling as) {
    return new Probe(
        "candidate",
        "border",
        Set.of(),
        List.of(new Probe.Message("user", prompt)),
        List.of(),
        as,
        Set.of("Latin"),
        List.of(new CheckUse.Plain("border-token")),
        null,
        null);
  }

  synchronized void drew(Unit first) {
    firstUnits.add(first.text());
    lead = first.lead();
  }

  synchronized FirstTokens first() {
    return FirstTokens.of(firstUnits);
  }

  /** Of the latest draw, in nats; null where the target told none. */
  synchronized @Nullable Double lead() {
    return lead;
  }

  /** Forgets what it was chosen by. */
  synchronized void beginAgain() {
    firstUnits.clear();
  }

  BorderPrompt found() {
    return new BorderPrompt(prompt, first());
  }
}
