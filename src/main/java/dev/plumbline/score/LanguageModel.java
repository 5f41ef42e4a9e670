package dev.plumbline.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.MaxentModel;

/**
 * How likely a text is in which language, by OpenNLP's model of 103 languages, loaded once when
 * first needed. Safe for any number of threads: nothing in it changes.
 *
 * <p>The features are the model's own, distinct sequences of one to three small letters; they are
 * taken here because OpenNLP's way to them costs more than the judgement.
 */
final class LanguageModel {

  /**
   * The likeliest language, as a tag of two letters, and how many times as likely it is as the one
   * expected; 1 where that is the likeliest.
   */
  record Guess(String language, double timesAsLikely) {}

  private static final String RESOURCE = "/langdetect-183.bin";
  private static final int LONGEST = 3;

  /** What an answer in the wrong language is written in; rarer ones only make for chance. */
  private static final List<String> CANDIDATES =
      List.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "cs", "sv", "da", "nb", "fi",
          "hu", "ro", "tr", "el", "bg", "hr", "sk", "sl", "lt", "lv", "et", "ca", "id", "vi", "ar",
          "he", "fa", "hi", "bn", "ta", "th", "zh", "ja", "ko", "sw", "ms");

  /** Languages that a text does not tell apart, or one language under several names. */
  private static final List<Set<String>> ALIKE =
      List.of(Set.of("id", "ms"), Set.of("hr", "bs", "sr", "sh"), Set.of("nb", "nn", "no", "da"));

  /** Where the model's name is not the tag's ISO 639-3 code. */
  private static final Map<String, String> NAMES =
      Map.of("zh", "cmn", "no", "nob", "mg", "plt", "sh", "hrv");

  private static final class Holder {
    static final LanguageModel LOADED = load();
  }

  private final MaxentModel model;
  private final Map<String, Integer> outcomes = new HashMap<>();

  private LanguageModel(MaxentModel model) {
    this.model = model;
    for (int outcome = 0; outcome < model.getNumOutcomes(); outcome++) {
      outcomes.put(model.getOutcome(outcome), outcome);
    }
  }

  /** Takes a second or two the first time. */
  static LanguageModel loaded() {
    return Holder.LOADED;
  }

  private static LanguageModel load() {
    try (InputStream in = LanguageModel.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no " + RESOURCE + " on the class path");
      }
      return new LanguageModel(new LanguageDetectorModel(in).getMaxentModel());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean knows(String tag) {
    return outcomes.containsKey(name(tag));
  }

  /**
   * Judges a text.
   *
   * @param expected a tag that is known
   */
  Guess guess(String text, String expected) {
    double[] likelihoods = model.eval(features(text.toLowerCase(Locale.ROOT)));
    double own = likelihood(likelihoods, expected);
    Guess best = new Guess(expected, 1);
    for (String candidate : CANDIDATES) {
      double times = likelihood(likelihoods, candidate) / own;
      if (times > best.timesAsLikely() && !alike(candidate, expected)) {
        best = new Guess(candidate, times);
      }
    }
    return best;
  }

  private double likelihood(double[] likelihoods, String tag) {
    int outcome = outcomes.getOrDefault(name(tag), -1);
    return outcome < 0 ? 0 : likelihoods[outcome];
  }

  private static boolean alike(String one, String other) {
    return ALIKE.stream().anyMatch(group -> group.contains(one) && group.contains(other));
  }

  private static String name(String tag) {
    try {
      return NAMES.getOrDefault(tag, Locale.of(tag).getISO3Language());
    } catch (MissingResourceException e) {
      return tag;
    }
  }

  private static String[] features(String text) {
    Set<String> features = new HashSet<>(4 * text.length());
    for (int from = 0; from < text.length(); from++) {
      for (int to = from + 1; to <= Math.min(from + LONGEST, text.length()); to++) {
        features.add(text.substring(from, to));
      }
    }
    return features.toArray(String[]::new);
  }
}
