package dev.plumbline.suites;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one probe, over all targets.
 *
 * @param outcomes by word: {@code answered}, {@code timeout}
 * @param promptTokens median, as the targets counted; null where none did
 * @param answerTokens the same of the answers
 * @param answerTokensP90 what nine of ten answers keep to
 * @param seconds median, of the answered ones
 * @param checks by name
 */
public record MeasuredProbe(
    int exchanges,
    int answered,
    Map<String, Integer> outcomes,
    @Nullable Integer promptTokens,
    @Nullable Integer answerTokens,
    @Nullable Integer answerTokensP90,
    @Nullable Double seconds,
    Map<String, MeasuredCheck> checks) {}
