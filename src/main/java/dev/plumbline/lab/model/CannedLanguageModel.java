package dev.plumbline.lab.model;

import dev.plumbline.catalog.Probe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A language model that knows the catalog's probes: it answers them with their examples or example
 * calls, everything else with one of a few friendly sentences. Which positions are near ties is
 * fixed by the model's seed, so the same model doubts the same words on every platform.
 */
public final class CannedLanguageModel implements LanguageModel {
  private static final int TOKENS_AROUND_TEXT = 4;

  private static final List<String> SMALL_TALK =
      List.of(
          "That is a good question. The short answer is that it depends on the case, and the"
              + " example below shows one way to think about it.",
          "Here is one way to see it: begin with the simple part, follow each step in order, and"
              + " the result will be clear in the end.",
          "I can help with that. First we take the idea as it stands, then we see what changes, and"
              + " then we say what it means for the whole.",
          "Yes, that is right for most of the time. There are a few cases where it is not, and they"
              + " are easy to find if you know where to look.");

  private final Vocabulary vocabulary;
  private final Map<Prompt.Key, CannedAnswer> canned = new HashMap<>();
  private final Map<Prompt.Key, Integer> promptTokens = new HashMap<>();
  private final List<CannedAnswer> smallTalk;
  private final long seed;

  private CannedLanguageModel(
      Vocabulary vocabulary, List<Probe> probes, Margins margins, long seed) {
    this.vocabulary = vocabulary;
    this.seed = seed;
    for (Probe probe : probes) {
      Prompt prompt = Prompt.of(probe);
      promptTokens.computeIfAbsent(prompt.key(), _ -> countPromptTokens(prompt));
      String example = ToolCallTemplate.answer(probe);
      if (example != null) {
        long answerSeed = Draws.hash(seed, example);
        canned.computeIfAbsent(
            prompt.key(), _ -> CannedAnswer.of(vocabulary, example, margins.of(probe), answerSeed));
      }
    }
    smallTalk =
        SMALL_TALK.stream()
            .map(text -> CannedAnswer.of(vocabulary, text, margins, Draws.hash(seed, text)))
            .toList();
  }

  /** The model as it should be. Where two probes have the same prompt, the first one's example. */
  public static CannedLanguageModel usual(Vocabulary vocabulary, List<Probe> probes, long seed) {
    return new CannedLanguageModel(vocabulary, probes, Margins.USUAL, seed);
  }

  /** The same model as set up for long contexts: subtly different answers. */
  public static CannedLanguageModel longContext(
      Vocabulary vocabulary, List<Probe> probes, long seed) {
    return new CannedLanguageModel(vocabulary, probes, Margins.LONG_CONTEXT, seed);
  }

  /** A vocabulary that covers the examples of these probes and the model's small talk. */
  public static Vocabulary vocabularyFor(List<Probe> probes) {
    List<String> texts = new ArrayList<>(SMALL_TALK);
    probes.stream().map(ToolCallTemplate::answer).filter(Objects::nonNull).forEach(texts::add);
    return Vocabulary.covering(texts);
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public int promptTokens(Prompt prompt) {
    Integer known = promptTokens.get(prompt.key());
    return known == null ? countPromptTokens(prompt) : known;
  }

  private int countPromptTokens(Prompt prompt) {
    return Stream.concat(
            prompt.messages().stream().map(Probe.Message::content),
            prompt.tools().stream().map(ToolCallTemplate::description))
        .mapToInt(text -> TOKENS_AROUND_TEXT + vocabulary.tokenize(text).size())
        .sum();
  }

  @Override
  public Continuation begin(Prompt prompt) {
    CannedAnswer known = canned.get(prompt.key());
    return new Recital(known == null ? smallTalkFor(prompt) : known);
  }

  private CannedAnswer smallTalkFor(Prompt prompt) {
    String last = prompt.messages().getLast().content();
    return smallTalk.get(Draws.below(smallTalk.size(), Draws.hash(seed, last)));
  }

  private static final class Recital implements Continuation {
    private final CannedAnswer answer;
    private int position;
    private boolean decided;

    Recital(CannedAnswer answer) {
      this.answer = answer;
    }

    @Override
    public Logits next() {
      return answer.logits(position, decided);
    }

    @Override
    public void append(int token) {
      int next = answer.after(position, token);
      decided = next == position;
      position = next;
    }
  }
}
