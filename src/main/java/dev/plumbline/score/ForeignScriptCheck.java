package dev.plumbline.score;

import dev.plumbline.catalog.Probe;
import dev.plumbline.probe.Answer;
import dev.plumbline.topic.Json;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * Fails on text outside the probe's scripts and its prompt's own, on garbled characters, and on
 * tokens that were never decoded, whether in the text or in the bytes of its tokens.
 */
final class ForeignScriptCheck implements Check {
  static final String NAME = "foreign-script";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Reading read(Subject subject) {
    Answer answer = subject.answer();
    String said = answer.toolCalls().isEmpty() ? answer.text() : answer.text() + arguments(answer);
    if (said.isEmpty()) {
      return new Reading.NotATrial("the answer is empty");
    }
    String prompt =
        subject.probe().messages().stream()
            .map(Probe.Message::content)
            .collect(Collectors.joining("\n"));
    String text = subject.response().cut() ? withoutHalfCharacter(said) : said;
    ScriptAllowList allowed = new ScriptAllowList(subject.probe().scripts(), prompt);
    List<Finding> findings = new TextInspector(allowed, prompt).findings(text);
    if (!findings.isEmpty()) {
      return new Reading.Trial(true, TextInspector.shown(findings));
    }
    String hidden = hidden(answer, allowed);
    return new Reading.Trial(!hidden.isEmpty(), hidden);
  }

  /** What the model wrote to its tools, with JSON's escapes undone. */
  private static String arguments(Answer answer) {
    return answer.toolCalls().stream()
        .map(call -> "\n" + unescaped(call.arguments()))
        .collect(Collectors.joining());
  }

  private static String unescaped(String arguments) {
    try {
      return Json.MAPPER.writeValueAsString(Json.MAPPER.readTree(arguments));
    } catch (JacksonException _) {
      return arguments;
    }
  }

  /**
   * What the tokens' bytes hold though the text does not. Control tokens are no finding here: it is
   * the text they must not reach.
   */
  private static String hidden(Answer answer, ScriptAllowList allowed) {
    return TokenBytes.text(answer.tokens())
        .filter(spelled -> !spelled.equals(answer.text()))
        .map(spelled -> ForeignScript.scan(LeakedTokens.without(spelled), allowed, 1))
        .filter(hits -> !hits.isEmpty())
        .map(hits -> "not in the text, but in its tokens' bytes: " + hits.getFirst())
        .orElse("");
  }

  /** We cut the answer ourselves, so that its last character may be broken by us. */
  private static String withoutHalfCharacter(String text) {
    char last = text.charAt(text.length() - 1);
    boolean half = Character.isHighSurrogate(last) || last == '\uFFFD';
    return half ? text.substring(0, text.length() - 1) : text;
  }
}
