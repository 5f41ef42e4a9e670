package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;

/**
 * A slice that failed too but is not the suspect.
 *
 * @param targets how many targets it has
 * @param logLikelihoodRatio of a fault on just these targets against none at all
 * @param probability given the counts, with every kind of slice equally likely beforehand
 * @param excluded whether evidence speaks against it; false: merely less likely than the suspect
 * @param because the evidence in words, with its numbers
 */
record Alternative(
    Slice slice,
    int targets,
    double logLikelihoodRatio,
    double probability,
    boolean excluded,
    String because) {}
