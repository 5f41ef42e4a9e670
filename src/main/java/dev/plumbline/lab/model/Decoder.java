package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.Bfloat16;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes one answer: model, accelerator, sampling and whatever a fault does to it. */
public final class Decoder {
  /** Bias that a corrupted step adds to the logits of rare tokens: enough to win anywhere. */
  private static final double BIAS = 40;

  private final LanguageModel model;
  private final Numerics numerics;
  private final Sampling sampling;
  private final TextDecoding decoding;
  private final RandomGenerator chance;
  private final Distribution distribution = new Distribution();

  /**
   * @param seed of the draws where temperature is above 0
   */
  public Decoder(
      LanguageModel model, Numerics numerics, Sampling sampling, TextDecoding decoding, long seed) {
    this.model = model;
    this.numerics = numerics;
    this.sampling = sampling;
    this.decoding = decoding;
    this.chance = new SplittableRandom(seed);
  }

  /**
   * Writes the answer. A decoder is used once.
   *
   * @param batchSize requests that decode together, this one included
   */
  public Generation answer(
      TokenSequence prompt, Guides guides, int batchSize, Intervention intervention) {
    Continuation continuation = model.begin(prompt, numerics, batchSize);
    Optional<Guide> guide = guides.of(prompt);
    TextDecoding.Joiner joiner = decoding.joiner();
    StopText stop = new StopText(sampling.stop());
    List<Step> steps = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    boolean lostTop = false;
    while (steps.size() < sampling.maxTokens()) {
      float[] logits = sampling.tokens().isEmpty() ? null : continuation.logits();
      Prediction prediction = continuation.next();
      distribution.set(prediction);
      guide.ifPresent(g -> g.lead(distribution, prediction));
      if (intervention.biased().contains(steps.size())) {
        distribution.put(prediction.rareToken(), prediction.rareLogit() + BIAS);
      }
      boolean loses = intervention.miscompiled().test(steps.size()) && topIsRoundedDown();
      lostTop |= loses;
      Step step = draw(loses, logits);
      if (model.vocabulary().ends(step.token())) {
        return new Generation(steps, texts, true, null, lostTop, step);
      }
      continuation.append(step.token());
      guide.ifPresent(g -> g.append(step.token()));
      steps.add(step);
      texts.add(joiner.append(model.vocabulary().bytes(step.token())));
      String reached = stop.reachedBy(texts);
      if (reached != null) {
        return new Generation(steps, texts, true, reached, lostTop);
      }
    }
    return new Generation(steps, texts, false, null, lostTop);
  }

  private boolean topIsRoundedDown() {
    float probability = (float) Math.exp(distribution.logprob(0));
    return Bfloat16.round(probability) < probability;
  }

  private Step draw(boolean losesTop, float @Nullable [] logits) {
    if (numerics.approximate()) {
      distribution.reduce(model.reduction());
    }
    if (losesTop) {
      distribution.loseTop();
    }
    if (numerics.reportsChosenFrom()) {
      distribution.keepOnlyFound();
    }
    int rank = distribution.draw(sampling, chance);
    return new Step(rank, distribution, sampling.alternatives(), numerics, asked(logits));
  }

  private double[] asked(float @Nullable [] logits) {
    return logits == null
        ? new double[0]
        : sampling.tokens().stream()
            .mapToDouble(token -> numerics.reported(distribution.logprob(token, logits)))
            .toArray();
  }
}
