package dev.plumbline.gate;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A verdict as JUnit XML, for a CI's report: a test for the gate as a whole, which fails unless it
 * is PASS, and one for each check: failed where it speaks for a FAIL, skipped where it is not
 * proved.
 */
public final class GateJUnit {
  private GateJUnit() {}

  /** The whole file. */
  public static String of(GateState state, Verdict verdict) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      write(xml, state, verdict);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("text cannot be written to memory", e);
    }
    return text + "\n";
  }

  private static void write(XMLStreamWriter xml, GateState state, Verdict verdict)
      throws XMLStreamException {
    List<CheckReport> reports = state.reports();
    boolean failed = verdict instanceof Verdict.Fail;
    long failures =
        reports.stream().filter(it -> failed && speaksAgainst(it)).count() + (failed ? 1 : 0);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "plumbline gate " + state.policy().name());
    xml.writeAttribute("tests", Integer.toString(1 + reports.size()));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", failed || verdict.opens() ? "0" : "1");
    xml.writeAttribute(
        "skipped",
        Long.toString(
            reports.stream().filter(it -> !(failed && speaksAgainst(it)) && !it.passes()).count()));
    start(xml, "verdict");
    String reasons = String.join("\n", verdict.reasons());
    switch (verdict) {
      case Verdict.Pass _ -> {}
      case Verdict.Fail _ -> element(xml, "failure", "FAIL", reasons);
      case Verdict.Inconclusive _ -> element(xml, "error", "INCONCLUSIVE", reasons);
      case Verdict.Broken _ -> element(xml, "error", "ERROR", reasons);
    }
    xml.writeEndElement();
    for (CheckReport report : reports) {
      start(xml, report.check());
      if (failed && speaksAgainst(report)) {
        element(
            xml, "failure", "evidence " + Reasons.number(report.logFail()), counts(report.tally()));
      } else if (!report.passes()) {
        element(xml, "skipped", "needs " + report.needs(), "");
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static boolean speaksAgainst(CheckReport report) {
    return report.required() && report.logFail() > 0 && !report.passes();
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

  private static void start(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "plumbline.gate");
    xml.writeAttribute("name", name);
  }

  private static void element(XMLStreamWriter xml, String name, String message, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeAttribute("message", message);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
