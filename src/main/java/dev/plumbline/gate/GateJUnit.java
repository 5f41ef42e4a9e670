package dev.plumbline.gate;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as JUnit XML, for a CI's report: a test for the gate as a whole, which fails unless it
 * is PASS, and one for each check: failed where it speaks for a FAIL, skipped where it is not
 * proved. Under an override that holds nothing fails: what would is skipped, and says why.
 */
public final class GateJUnit {
  private GateJUnit() {}

  /** What is told of one test; empty of one that passed. */
  private record Outcome(String element, String message, String text) {
    Outcome skipped(GateOverride override) {
      return element.equals("skipped")
          ? this
          : new Outcome(
              "skipped",
              "%s, overridden by %s until %s: %s"
                  .formatted(message, override.by(), override.until(), override.reason()),
              text);
    }
  }

  private record Test(String name, Optional<Outcome> outcome) {}

  /**
   * The whole file.
   *
   * @param override the one that holds; null for none
   */
  public static String of(GateBody body, @Nullable GateOverride override) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      write(xml, body.gate(), tests(body, override));
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("text cannot be written to memory", e);
    }
    return text + "\n";
  }

  private static List<Test> tests(GateBody body, @Nullable GateOverride override) {
    Verdict verdict = body.judged();
    boolean failed = verdict instanceof Verdict.Fail;
    List<Test> tests = new ArrayList<>();
    tests.add(new Test("verdict", outcome(verdict)));
    body.detectors().forEach(check -> tests.add(new Test(check.name(), outcome(check, failed))));
    return override == null
        ? tests
        : tests.stream()
            .map(test -> new Test(test.name(), test.outcome().map(it -> it.skipped(override))))
            .toList();
  }

  private static Optional<Outcome> outcome(Verdict verdict) {
    String reasons = String.join("\n", verdict.reasons());
    return switch (verdict) {
      case Verdict.Pass _ -> Optional.empty();
      case Verdict.Fail _ -> Optional.of(new Outcome("failure", "FAIL", reasons));
      case Verdict.Inconclusive _ -> Optional.of(new Outcome("error", "INCONCLUSIVE", reasons));
      case Verdict.Broken _ -> Optional.of(new Outcome("error", "ERROR", reasons));
    };
  }

  private static Optional<Outcome> outcome(GateBody.Detector check, boolean failed) {
    if (failed && check.speaksAgainst()) {
      return Optional.of(
          new Outcome(
              "failure",
              "evidence " + Reasons.ofValue(check.evidenceAgainst()),
              counts(check.counts())));
    }
    return check.passes()
        ? Optional.empty()
        : Optional.of(new Outcome("skipped", "needs " + check.needs(), ""));
  }

  private static void write(XMLStreamWriter xml, String gate, List<Test> tests)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "plumbline gate " + gate);
    xml.writeAttribute("tests", Integer.toString(tests.size()));
    xml.writeAttribute("failures", count(tests, "failure"));
    xml.writeAttribute("errors", count(tests, "error"));
    xml.writeAttribute("skipped", count(tests, "skipped"));
    for (Test test : tests) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", "plumbline.gate");
      xml.writeAttribute("name", test.name());
      if (test.outcome().isPresent()) {
        Outcome outcome = test.outcome().get();
        xml.writeStartElement(outcome.element());
        xml.writeAttribute("message", outcome.message());
        xml.writeCharacters(outcome.text());
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String count(List<Test> tests, String element) {
    return Long.toString(
        tests.stream()
            .filter(test -> test.outcome().filter(it -> it.element().equals(element)).isPresent())
            .count());
  }

  private static String counts(Tally tally) {
    return String.format(
        Locale.ROOT,
        "%d of %d failed, of the baseline's %d of %d; worse in %d pairs, better in %d",
        tally.failures(),
        tally.trials(),
        tally.baselineFailures(),
        tally.baselineTrials(),
        tally.losses(),
        tally.wins());
  }
}
