package dev.plumbline.probe;

import dev.plumbline.catalog.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The concurrency limit of each target, in this worker: a slow target delays nobody else. */
final class TargetGates {
  private record Gate(int limit, Semaphore permits) {}

  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  /** Permits of the target; new ones once its limit has changed. */
  Semaphore of(Target target) {
    int limit = target.budget().concurrency();
    return gates
        .compute(
            target.name(),
            (_, gate) ->
                gate != null && gate.limit() == limit
                    ? gate
                    : new Gate(limit, new Semaphore(limit, true)))
        .permits();
  }
}
