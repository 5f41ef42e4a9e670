package dev.plumbline.score;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code foreign-script} looks for in a text, whether an answer or a file. */
final class TextInspector {
  /** More do not help anybody: one is enough to fail. */
  static final int SHOWN = 5;

  private final ScriptAllowList allowed;
  private final String prompt;

  TextInspector(ScriptAllowList allowed, String prompt) {
    this.allowed = allowed;
    this.prompt = prompt;
  }

  /** The first findings, at most {@value #SHOWN}, in order. */
  List<Finding> findings(String text) {
    List<CharacterRule> rules =
        List.of(
            new ScriptRule(allowed),
            new UndecodedBytes(text, prompt),
            new MixedWords(text, prompt));
    return Stream.concat(
            CharacterScan.of(text, allowed.allowsAscii(), SHOWN, rules).stream(),
            LeakedTokens.find(text, prompt, SHOWN).stream())
        .sorted(Comparator.comparingLong(Finding::index))
        .limit(SHOWN)
        .toList();
  }

  static String shown(List<Finding> findings) {
    return findings.stream().map(Finding::toString).collect(Collectors.joining(", "));
  }
}
