package dev.plumbline.lab;

import dev.plumbline.catalog.Slice;

/**
 * Something wrong with a slice of the fleet.
 *
 * <p>{@code share}, above 0 and at most 1, is always a share of <em>all</em> of the slice: of its
 * sessions for {@link Misroute}, of its requests for the others.
 */
public sealed interface Fault {
  Slice slice();

  double share();

  /** The word used in the admin endpoint and in scenario files. */
  String kind();

  /**
   * A share of sessions (affinity keys, each for good) is served by a pool set up for long
   * contexts: its fingerprint ends in {@code -1m}, its answers differ subtly.
   */
  record Misroute(Slice slice, double share) implements Fault {
    static final String KIND = "misroute";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * In a share of requests one or two tokens of a script that neither prompt nor answer uses become
   * the most probable ones and are emitted. Requests whose answer is empty are spared, and those
   * whose prompt and answer use every script the lab knows.
   */
  record Corruption(Slice slice, double share) implements Fault {
    static final String KIND = "corruption";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * In a share of requests the most probable token, although it leads by at least 1 nat, is lost
   * before the draw at one step; log-probabilities are those from before the loss. Happens only in
   * batches whose bucket is at least {@code minBatch}: within them, more often by as much as they
   * are rarer, so that {@code share} holds over all requests; where they are rarer than {@code
   * share}, it cannot and every one of them is hit. Answers without such a step are spared.
   *
   * @param minBatch 1, 2, 4, 8 or 16
   */
  record ApproximateTopK(Slice slice, double share, int minBatch) implements Fault {
    static final String KIND = "approximate-top-k";

    @Override
    public String kind() {
      return KIND;
    }
  }
}
