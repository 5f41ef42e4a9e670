package dev.plumbline.gate.live;

import dev.plumbline.gate.GateViews;
import dev.plumbline.gate.Side;
import java.util.List;
import java.util.Optional;

/** As PostgreSQL keeps them. */
record StoredGateViews(EvaluationStore evaluations, SideStore sides, AuditStore audit)
    implements GateViews {
  @Override
  public List<Headline> newest(int limit) {
    return evaluations.newest(null, limit).stream().map(StoredGateViews::headline).toList();
  }

  @Override
  public Optional<Story> find(String id, int failing) {
    return evaluations
        .find(id)
        .flatMap(
            evaluation -> evaluations.stored(id).map(stored -> story(evaluation, stored, failing)));
  }

  private Story story(Evaluation evaluation, EvaluationStore.Stored stored, int failing) {
    Running running = stored.running();
    return new Story(
        headline(evaluation),
        running.policy(),
        running.suites(),
        stored.openEvidence(),
        stored.broken(),
        audit.of(evaluation.id()).stream()
            .map(entry -> new Deed(entry.at(), entry.event(), entry.by(), entry.detail()))
            .toList(),
        sides.failing(evaluation.id(), running.judged(), failing).stream()
            .map(StoredGateViews::failing)
            .toList());
  }

  private static Failing failing(SideRow side) {
    return new Failing(
        side.pair(),
        side.at(),
        side.probe(),
        side.exchange(),
        side.readings().entrySet().stream()
            .filter(reading -> wrong(reading.getValue()))
            .map(reading -> reading.getKey())
            .sorted()
            .toList());
  }

  private static boolean wrong(Side side) {
    return switch (side) {
      case Side.Trial _, Side.Compared _ -> side.failed();
      case Side.Score(double score) -> score < 1;
      case Side.Quantity _, Side.Missing _ -> false;
    };
  }

  private static Headline headline(Evaluation evaluation) {
    GateRequest request = evaluation.request();
    return new Headline(
        evaluation.id(),
        request.gate(),
        request.candidate(),
        request.baseline(),
        request.build(),
        request.environment(),
        evaluation.attempt(),
        evaluation.requestedAt(),
        evaluation.endedAt(),
        evaluation.body(),
        evaluation.overrides());
  }
}
