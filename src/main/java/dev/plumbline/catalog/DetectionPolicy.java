package dev.plumbline.catalog;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet's owner asks of detection.
 *
 * @param pagesPerMonth false pages a month the whole fleet may have
 * @param ticketsPerWeek false tickets a week the whole fleet may have
 * @param pooledShare share of that budget spent on pooled series, 0 to 1
 * @param threshold page threshold A of every series on the ARL scale; null: from the budget
 * @param window trials of one probe within one window enter a pooled series as one trial
 * @param grace how long after its end a window waits for slow exchanges, in scheduled time
 * @param objectives failure-rate objective per check; a check without one is recorded and pages
 *     nobody
 */
public record DetectionPolicy(
    double pagesPerMonth,
    double ticketsPerWeek,
    double pooledShare,
    @Nullable Double threshold,
    Duration window,
    Duration grace,
    Map<String, Objective> objectives) {

  /**
   * The failure rate p0 a healthy series stays under: an objective, not an estimate.
   *
   * @param initial until certified
   * @param certified from {@code certifiedAfter} consecutive clean trials of the series on
   * @param pages whether its series may page; if not they make tickets, however strong the evidence
   */
  public record Objective(double initial, double certified, int certifiedAfter, boolean pages) {
    /** Of series that may page. */
    public Objective(double initial, double certified, int certifiedAfter) {
      this(initial, certified, certifiedAfter, true);
    }
  }
}
