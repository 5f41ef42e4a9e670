package dev.plumbline.score.exhibit;

import java.util.Optional;

/** Failing exchanges to be shown. */
@FunctionalInterface
public interface Exhibits {

  /** The exchange of this id; empty where it is not kept, or not any more. */
  Optional<Exhibit> of(String exchange);
}
