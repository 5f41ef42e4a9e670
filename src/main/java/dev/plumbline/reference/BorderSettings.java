package dev.plumbline.reference;

import dev.plumbline.catalog.Sampling;

/**
 * What is looked for, and at what cost.
 *
 * @param wanted border prompts, after which the search ends
 * @param requests at most
 * @param draws of each prompt that its shares are told from
 * @param leastShare of those draws that the second likeliest first token must have
 * @param mostRest of those draws that may begin with neither of the two likeliest
 * @param sampling of the requests and of the probes found; without a seed and log-probabilities
 * @param leads whether the target gives log-probabilities to make a short list by
 */
public record BorderSettings(
    int wanted,
    int requests,
    int draws,
    double leastShare,
    double mostRest,
    Sampling sampling,
    boolean leads) {}
