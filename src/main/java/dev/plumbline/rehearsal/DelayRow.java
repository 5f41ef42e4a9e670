package dev.plumbline.rehearsal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How late one course is seen in one setting, over all runs.
 *
 * @param course model/platform/accelerator
 * @param from when it begins
 * @param fresh whether watching begins at its worst hour
 * @param published how much of its share is
 * @param share of requests affected when it begins
 * @param failing part of all answers that fail the check that sees most of it, when it begins
 * @param checks that can see it
 * @param detected part of the runs in which it is paged before it ends
 * @param medianHours from its beginning to when the page is known; null: not in half of the runs
 * @param ninetiethHours the same in nine runs of ten
 * @param medianProbes asked of its pools until then
 * @param firstBy checks that paged first, with the number of runs
 * @param rightAtFirst part of the detected runs in which the first page's suspect is right
 * @param rightLater the same when they ended, {@link Setting#watchOn} later
 * @param falsePages in all runs together, of any course of the episode
 * @param healthyHours of all runs, before the bug began
 * @param moreProbes asked in that time over those planned, as a part of them
 * @param daysThen from its beginning until a fix reached it in 2025
 * @param remark why it was not rehearsed; null: it was
 */
public record DelayRow(
    Bug bug,
    String course,
    Instant from,
    boolean fresh,
    Published published,
    Setting setting,
    double share,
    double failing,
    Set<String> checks,
    int runs,
    double detected,
    @Nullable Double medianHours,
    @Nullable Double ninetiethHours,
    @Nullable Long medianProbes,
    List<String> firstBy,
    double rightAtFirst,
    double rightLater,
    int falsePages,
    double healthyHours,
    double moreProbes,
    double daysThen,
    @Nullable String remark) {}
