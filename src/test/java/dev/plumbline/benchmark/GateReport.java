package dev.plumbline.benchmark;

import java.util.List;

final class GateReport {
  static final String PART = "gates";

  GateReport(List<Measurement> small, List<Measurement> full) {}

  String text() {
    return "x";
  }
}
