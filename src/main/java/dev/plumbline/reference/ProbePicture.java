package dev.plumbline.reference;

import dev.plumbline.stats.RobustScale;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a healthy pool says to one probe.
 *
 * @param distance centre and scale of the distances of capture A's own draws, see {@link
 *     LogprobDistance}; null where the target gives no log-probabilities
 */
public record ProbePicture(AnswerTree answers, @Nullable RobustScale distance) {

  /** How many scales further from the reference than usual; null where that cannot be said. */
  @Nullable Double z(List<Unit> units, PoolNoise noise) {
    RobustScale usual = distance;
    if (usual == null) {
      return null;
    }
    var found = LogprobDistance.of(answers.walk(units).path(), units, noise);
    return found.isEmpty() ? null : usual.z(found.getAsDouble());
  }
}
