package dev.plumbline.standalone;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows problem and remedy instead of a stack trace. */
class StandaloneFailureAnalyzer extends AbstractFailureAnalyzer<StandaloneException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, StandaloneException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
  }
}
