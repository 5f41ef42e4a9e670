package dev.plumbline.lab;

import dev.plumbline.catalog.SelfTest;
import java.time.Instant;
import java.util.List;

/** What is wrong with the drill of the self-test: by the clock alone, so all labs agree. */
final class DrillFaults {
  private static final List<ActiveFault> FAULTS =
      List.of(fault("drill-1", FaultKind.CORRUPTION), fault("drill-2", FaultKind.MISROUTE));

  private DrillFaults() {}

  static List<ActiveFault> at(SelfTest selfTest, Instant now) {
    return selfTest.faulty(now) ? FAULTS : List.of();
  }

  private static ActiveFault fault(String id, FaultKind kind) {
    return new ActiveFault(id, new Fault(kind, SelfTest.DRILL, SelfTest.SHARE));
  }
}
