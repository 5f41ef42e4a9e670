package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.Arithmetic;
import dev.plumbline.lab.transformer.Transformer;
import dev.plumbline.lab.transformer.Weights;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that servers of this process have loaded, each setup once: servers share what is
 * immutable. Weights are read when first asked for.
 */
public final class LanguageModels {
  private static final Vocabulary VOCABULARY = Vocabulary.standard();
  private static final Map<ModelSetup, LanguageModel> LOADED = new ConcurrentHashMap<>();

  private LanguageModels() {}

  /** Of all models. */
  public static Vocabulary vocabulary() {
    return VOCABULARY;
  }

  public static LanguageModel of(ModelSetup setup) {
    return LOADED.computeIfAbsent(setup, LanguageModels::load);
  }

  private static LanguageModel load(ModelSetup setup) {
    Weights weights = setup.weights();
    Transformer transformer =
        new Transformer(weights, setup.encoding(weights.shape()), Arithmetic.FP32);
    return new LanguageModel(VOCABULARY, transformer);
  }
}
