package dev.plumbline.lab;

import dev.plumbline.lab.model.Numerics;
import dev.plumbline.lab.transformer.Precision;
import java.util.Set;

/**
 * What is special about some of the practice fleet's accelerators, by their labels.
 *
 * @param int8 keep the weights in 8 bits
 * @param quantised report log-probabilities on a grid of 0.125 nats
 * @param afterTopK report log-probabilities over the tokens they choose from
 */
public record Accelerators(Set<String> int8, Set<String> quantised, Set<String> afterTopK) {
  /** Nothing. */
  public static final Accelerators USUAL = new Accelerators(Set.of(), Set.of(), Set.of());

  public Accelerators {
    int8 = Set.copyOf(int8);
    quantised = Set.copyOf(quantised);
    afterTopK = Set.copyOf(afterTopK);
  }

  Precision precision(String accelerator) {
    return int8.contains(accelerator) ? Precision.INT8 : Precision.STORED;
  }

  Numerics numerics(String accelerator) {
    Numerics numerics = Numerics.of(accelerator);
    if (quantised.contains(accelerator)) {
      numerics = numerics.quantised();
    }
    return afterTopK.contains(accelerator) ? numerics.reportingChosenFrom() : numerics;
  }
}
