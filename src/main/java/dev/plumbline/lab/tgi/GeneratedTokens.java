package dev.plumbline.lab.tgi;

import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;

/** The tokens of an answer, with the one that ended it. */
record GeneratedTokens(Vocabulary vocabulary, Generation answer) {

  int count() {
    return answer.steps().size() + (answer.end() == null ? 0 : 1);
  }

  Step step(int at) {
    Step end = answer.end();
    return at < answer.steps().size() || end == null ? answer.steps().get(at) : end;
  }

  boolean isSpecial(int at) {
    return at == answer.steps().size();
  }

  /** The text it made certain; a special token as it is written. */
  String text(int at) {
    return isSpecial(at) ? vocabulary.written(step(at).token()) : answer.texts().get(at);
  }
}
