package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.ProbeMemory.Asking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a broken probe from broken pools, for one check: a probe is quarantined when of its newest
 * five askings four have failed, on four targets that no slice of the fleet holds together, while
 * at most a tenth of the trials of other probes failed on the same targets since. What fails on one
 * slice, or whatever is asked, is a fault of the fleet and stays in.
 *
 * <p>Judged before a window's trials are applied. By then three failures have entered leaf series,
 * each of another pool, which fade like any coincidence. In a pooled series three could page, so a
 * probe whose newest two askings before a window failed, on two targets, is under suspicion: its
 * trials in that window enter no pooled series. That is known before their outcome, so what is left
 * out biases nothing; of a regression with share s it leaves out s².
 *
 * <p>Pairs are not judged: what is broken on both sides of one says nothing there anyway.
 */
final class Quarantines {
  static final int FAILURES = 4;
  static final long OTHERS_AT_LEAST = 20;
  static final double OTHERS_SHARE = 0.1;

  private final String check;
  private final SeriesPlan plan;
  private final CheckMemory memory;
  private final SequencedMap<String, ProbeMemory> touched = new LinkedHashMap<>();
  private final SequencedMap<String, Quarantine> changed = new LinkedHashMap<>();
  private Set<String> suspected = Set.of();

  private record Count(long trials, long failures) {}

  Quarantines(String check, SeriesPlan plan, CheckMemory memory) {
    this.check = check;
    this.plan = plan;
    this.memory = memory;
  }

  /**
   * Those trials of a window that may enter series, without answers to probes in quarantine.
   *
   * @param evidence of leaves, as it is before the window
   */
  List<LeafTrial> admitted(
      List<LeafTrial> window, Function<SeriesKey, @Nullable Evidence> evidence) {
    TrialsByLeaf trials = new TrialsByLeaf(window);
    suspected =
        tellable()
            ? window.stream()
                .map(LeafTrial::probe)
                .distinct()
                .filter(probe -> of(probe).suspected())
                .collect(Collectors.toSet())
            : Set.of();
    for (LeafTrial trial : window) {
      if (trial.fresh() && trial.versus() == null) {
        judge(trial, trials, evidence);
      }
    }
    List<LeafTrial> admitted = new ArrayList<>(window.size());
    for (LeafTrial trial : window) {
      List<LeafTrial.Answer> counted = trial.answers().stream().filter(this::counts).toList();
      if (!counted.isEmpty()) {
        admitted.add(trial.of(counted));
      }
      trial.answers().stream().filter(it -> !counts(it)).forEach(this::withhold);
    }
    return admitted;
  }

  /** Whether trials of a probe in the window last admitted enter pooled series. */
  boolean pools(String probe) {
    return !suspected.contains(probe);
  }

  /** Writes what has changed back to memory. */
  Collection<Quarantine> finish() {
    touched.forEach(memory.probes()::put);
    return changed.values();
  }

  private boolean counts(LeafTrial.Answer answer) {
    return of(answer.probe()).quarantine() == null;
  }

  private void withhold(LeafTrial.Answer answer) {
    ProbeMemory probe = of(answer.probe());
    Quarantine quarantine = probe.quarantine();
    if (quarantine != null) {
      Quarantine withholding = quarantine.withholding();
      put(answer.probe(), probe.in(withholding));
      changed.put(withholding.key(), withholding);
    }
  }

  private void judge(
      LeafTrial trial, TrialsByLeaf window, Function<SeriesKey, @Nullable Evidence> evidence) {
    ProbeMemory after = of(trial.probe()).after(Asking.of(trial));
    Quarantine shown =
        after.quarantine() == null && trial.failed() ? shown(trial, after, window, evidence) : null;
    put(trial.probe(), shown == null ? after : after.in(shown));
  }

  private @Nullable Quarantine shown(
      LeafTrial trial,
      ProbeMemory probe,
      TrialsByLeaf window,
      Function<SeriesKey, @Nullable Evidence> evidence) {
    List<Asking> failed = probe.failed();
    Set<Slice> targets = new LinkedHashSet<>();
    failed.forEach(asking -> targets.add(asking.target()));
    if (targets.size() < FAILURES || !scattered(targets)) {
      return null;
    }
    Instant since = failed.getFirst().at();
    Count others = new Count(0, 0);
    for (Slice target : targets) {
      Count on = others(target, since, trial, probe, window, evidence);
      others = new Count(others.trials() + on.trials(), others.failures() + on.failures());
    }
    return others.trials() < OTHERS_AT_LEAST || others.failures() > OTHERS_SHARE * others.trials()
        ? null
        : new Quarantine(
            check,
            trial.probe(),
            probe.suiteVersion(),
            trial.at(),
            List.copyOf(targets),
            failed.stream().map(Asking::exchange).toList(),
            others.trials(),
            others.failures(),
            0);
  }

  /** Where all targets are one model on one platform nothing tells a probe from the fleet. */
  private boolean tellable() {
    CheckIndex.Differing differing = plan.differing(check);
    return differing.model() || differing.platform();
  }

  /**
   * Whether they differ in model, platform and accelerator, each that the check's targets differ
   * in: then no slice holds them but one that holds nearly all.
   */
  private boolean scattered(Set<Slice> failed) {
    CheckIndex.Differing all = plan.differing(check);
    CheckIndex.Differing these = CheckIndex.Differing.of(failed);
    return tellable()
        && (these.model() || !all.model())
        && (these.platform() || !all.platform())
        && (these.accelerator() || !all.accelerator());
  }

  /** Trials of other probes on a target: those applied, without this one's, and the window's. */
  private Count others(
      Slice target,
      Instant since,
      LeafTrial trial,
      ProbeMemory probe,
      TrialsByLeaf window,
      Function<SeriesKey, @Nullable Evidence> evidence) {
    Evidence leaf = evidence.apply(new SeriesKey(check, target));
    FailureHistory.Count applied =
        leaf == null ? FailureHistory.Count.NONE : leaf.state().leaf().history().since(since);
    List<Asking> own =
        probe.askings().stream()
            .filter(it -> it.target().equals(target) && !it.at().isBefore(since))
            .filter(it -> it.window().isBefore(trial.window()))
            .toList();
    List<LeafTrial> now =
        window.on(target).stream().filter(it -> !it.probe().equals(trial.probe())).toList();
    return new Count(
        Math.max(0, applied.trials() - own.size()) + now.size(),
        Math.max(0, applied.failures() - own.stream().filter(Asking::failed).count())
            + now.stream().filter(LeafTrial::failed).count());
  }

  private ProbeMemory of(String probe) {
    String key = Quarantine.keyOf(check, probe);
    ProbeMemory changedNow = touched.get(key);
    ProbeMemory known = changedNow == null ? memory.probes().get(key) : changedNow;
    String version = plan.suiteVersion(probe);
    return known != null && known.suiteVersion().equals(version) ? known : ProbeMemory.of(version);
  }

  private void put(String probe, ProbeMemory known) {
    touched.put(Quarantine.keyOf(check, probe), known);
  }
}
