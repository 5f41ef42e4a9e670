package dev.plumbline.score;

import dev.plumbline.catalog.Probe;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where in an answer a person should look: foreign or garbled characters, and in a greedy answer
 * each token that was not the most probable one. By the same rules as the checks.
 */
public final class AnswerMarks {
  private AnswerMarks() {}

  /**
   * A stretch of the answer's text.
   *
   * @param from index of its first char
   * @param to index after its last char
   * @param why for people
   */
  public record Mark(int from, int to, String why) {}

  /** In order of the text; none overlaps another. */
  public static List<Mark> of(Probe probe, Answer answer) {
    List<Mark> marks = new ArrayList<>(foreign(probe, answer.text()));
    marks.addAll(improbable(probe, answer));
    marks.sort(Comparator.comparingInt(Mark::from).thenComparingInt(Mark::to));
    List<Mark> apart = new ArrayList<>();
    for (Mark mark : marks) {
      if (apart.isEmpty() || mark.from() >= apart.getLast().to()) {
        apart.add(mark);
      } else {
        apart.add(joined(apart.removeLast(), mark));
      }
    }
    return List.copyOf(apart);
  }

  private static Mark joined(Mark one, Mark other) {
    return new Mark(one.from(), Math.max(one.to(), other.to()), one.why() + "; " + other.why());
  }

  private static List<Mark> foreign(Probe probe, String text) {
    String prompt =
        probe.messages().stream().map(Probe.Message::content).collect(Collectors.joining("\n"));
    ScriptAllowList allowed = new ScriptAllowList(probe.scripts(), prompt);
    return new TextInspector(allowed, prompt)
        .findings(text).stream()
            .filter(finding -> finding.index() < text.length())
            .map(finding -> {
              int from = (int) finding.index();
              return new Mark(from, text.offsetByCodePoints(from, 1), finding.what());
            })
            .toList();
  }

  /** Only where the tokens spell the text: else their places in it are unknown. */
  private static List<Mark> improbable(Probe probe, Answer answer) {
    Double temperature = probe.sampling().temperature();
    String spelled = answer.tokens().stream().map(Token::text).collect(Collectors.joining());
    if (temperature == null || temperature != 0 || !spelled.equals(answer.text())) {
      return List.of();
    }
    double tieGap = LogprobNoise.tieGap(answer.tokens(), 0);
    List<Mark> marks = new ArrayList<>();
    int at = 0;
    for (Token token : answer.tokens()) {
      int end = at + token.text().length();
      if (GreedyStep.of(token, tieGap) instanceof GreedyStep.Worse(String better, double gap)) {
        marks.add(
            new Mark(
                at,
                end,
                String.format(Locale.ROOT, "'%s' was more probable, by %.3g nat", better, gap)));
      }
      at = end;
    }
    return marks;
  }
}
