package dev.plumbline.reference;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Logprobs;
import dev.plumbline.probe.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The piece an answer is compared by: a token where the target returns tokens, else a word with the
 * white space after it. The last unit of every answer is its {@link #END}.
 *
 * @param logprob of the token, in nats; null where the target gives none
 * @param lead over the best other token, in nats; null where that is not known
 */
public record Unit(String text, @Nullable Double logprob, @Nullable Double lead) {
  /** Where an answer ends: no token and no word is empty. */
  public static final String END = "";

  private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*|\\s+");
  private static final char UNREADABLE = '\uFFFD';

  /**
   * What is compared of a unit: its lead where that is known, since it moves with the weights even
   * where a probability is nearly one; else its log-probability. In nats.
   */
  @Nullable Double sureness() {
    return lead == null ? logprob : lead;
  }

  /** An answer, cut into its units. */
  public static List<Unit> of(Answer answer) {
    List<Unit> units = new ArrayList<>();
    if (answer.tokens().isEmpty()) {
      Matcher words = WORD.matcher(answer.text());
      while (words.find()) {
        units.add(new Unit(words.group(), null, null));
      }
    } else {
      answer.tokens().stream()
          .filter(token -> !token.text().isEmpty())
          .forEach(token -> units.add(of(token)));
    }
    units.add(new Unit(END, null, null));
    return List.copyOf(units);
  }

  /** Halves of different characters look alike as text, so these go by their bytes. */
  private static Unit of(Token token) {
    @Nullable String bytes = token.bytes();
    boolean half = bytes != null && token.text().indexOf(UNREADABLE) >= 0;
    @Nullable Double logprob = Logprobs.isNumber(token.logprob()) ? token.logprob() : null;
    return new Unit(half ? "0x" + bytes : token.text(), logprob, Logprobs.lead(token));
  }
}
