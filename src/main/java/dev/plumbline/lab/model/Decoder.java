package dev.plumbline.lab.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Writes one answer: model, accelerator, sampling and whatever a fault does to it. */
public final class Decoder {
  private static final double LEAST_BOOST = 1;

  private final LanguageModel model;
  private final Numerics numerics;
  private final Sampling sampling;
  private final RandomGenerator noise;
  private final RandomGenerator chance;

  /**
   * @param noiseSeed of the accelerator's noise: the same steps give the same noise
   * @param chanceSeed of the draws where temperature is above 0
   */
  public Decoder(
      LanguageModel model, Numerics numerics, Sampling sampling, long noiseSeed, long chanceSeed) {
    this.model = model;
    this.numerics = numerics;
    this.sampling = sampling;
    this.noise = new SplittableRandom(noiseSeed);
    this.chance = new SplittableRandom(chanceSeed);
  }

  /** Writes the answer. A decoder is used once. */
  public Generation answer(Prompt prompt, Intervention intervention) {
    Vocabulary vocabulary = model.vocabulary();
    LanguageModel.Continuation continuation = model.begin(prompt);
    Distribution distribution = new Distribution();
    Utf8Joiner joiner = new Utf8Joiner();
    StopText stop = new StopText(sampling.stop());
    List<Step> steps = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    while (steps.size() < sampling.maxTokens()) {
      Step step = step(continuation.next(), distribution, joiner, steps.size(), intervention);
      if (step.token() == vocabulary.end()) {
        return new Generation(steps, texts, true, null);
      }
      continuation.append(step.token());
      steps.add(step);
      texts.add(joiner.append(vocabulary.bytes(step.token())));
      String reached = stop.reachedBy(texts);
      if (reached != null) {
        return new Generation(steps, texts, true, reached);
      }
    }
    return new Generation(steps, texts, false, null);
  }

  private Step step(
      Logits logits,
      Distribution distribution,
      Utf8Joiner joiner,
      int index,
      Intervention intervention) {
    int boosted = intervention.boosted().getOrDefault(index, -1);
    double boost = boosted < 0 ? 0 : LEAST_BOOST + 2 * Draws.unit(boosted, index);
    distribution.set(logits, numerics, noise, boosted, boost);
    int skipped = intervention.dropped().contains(index) ? 1 : 0;
    int rank = boosted < 0 ? distribution.draw(sampling, skipped, chance) : 0;
    return new Step(
        distribution.token(rank),
        rank,
        distribution,
        Math.min(sampling.alternatives(), logits.size()),
        joiner.isBetweenCharacters());
  }
}
