package dev.plumbline.score;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.RawResponse;

/**
 * What a check judges: an answer, with the question, who was asked, and the exchange around them.
 *
 * @param response that the answer was read from
 */
public record Subject(
    Target target, Probe probe, Exchange exchange, Answer answer, RawResponse response) {}
