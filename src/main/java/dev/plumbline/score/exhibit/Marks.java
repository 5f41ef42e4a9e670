package dev.plumbline.score.exhibit;

import dev.plumbline.catalog.Probe;
import dev.plumbline.probe.Logprobs;
import dev.plumbline.probe.Token;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tokens of an answer are strange, and why, as far as the tokens themselves show it. */
record Marks(List<Marked> tokens) {

  /**
   * A token.
   *
   * @param lead nats by which it is more probable than the best other one returned; null: unknown
   * @param why it is strange; empty where it is not
   */
  record Marked(int position, Token token, @Nullable Double lead, String why) {}

  static Marks of(List<Token> tokens, @Nullable Probe probe) {
    List<Marked> marked = new ArrayList<>();
    for (int position = 0; position < tokens.size(); position++) {
      Token token = tokens.get(position);
      @Nullable Double lead = Logprobs.lead(token);
      marked.add(new Marked(position, token, lead, why(token, lead, probe)));
    }
    return new Marks(List.copyOf(marked));
  }

  List<Marked> strange() {
    return tokens.stream().filter(marked -> !marked.why().isEmpty()).toList();
  }

  private static String why(Token token, @Nullable Double lead, @Nullable Probe probe) {
    List<String> reasons = new ArrayList<>();
    if (lead != null && lead < 0) {
      reasons.add(
          String.format(Locale.ROOT, "%.4f nat less probable than the best other one", -lead));
    }
    if (probe != null) {
      foreign(token.text(), probe.scripts()).ifPresent(script -> reasons.add("holds " + script));
    }
    return String.join("; ", reasons);
  }

  private static Optional<String> foreign(String text, Set<String> allowed) {
    return text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(UnicodeScript::of)
        .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
        .map(UnicodeScript::name)
        .filter(name -> allowed.stream().noneMatch(it -> it.equalsIgnoreCase(name)))
        .findFirst();
  }
}
