"""Measures a trained model: right answers, how sure it is of each step, perplexity."""

import dataclasses
import math

import regex
import torch
import torch.nn.functional as F

import texts
import variants
from corpus import prompt_tokens, text_tokens
from model import Cache

LONGEST_ANSWER = 600

MARGIN_BOUNDS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8, math.inf]

NOISES = [0.01, 0.02, 0.03]
"""Standard deviations of the noise on a logit for which flips are reckoned, in nats."""


@dataclasses.dataclass
class Reply:
    probe: object
    text: str
    margins: list
    """Lead of the chosen token over the next best, step by step, in nats."""
    is_right: bool
    is_prose: bool
    """Whether the corpus words the answer in several ways."""


@torch.no_grad()
def reply(model, corpus, probe):
    """The greedy answer; right if it is the example or says the same in other words."""
    encoder = corpus.encoder
    cache = Cache(model.shape.layers)
    tokens = prompt_tokens(encoder, probe.messages, probe.tools)
    answer, margins = [], []
    while len(answer) < LONGEST_ANSWER:
        logits = model.logits(model(torch.tensor([tokens]), cache)[0, -1])
        best = torch.topk(logits, 2)
        margins.append((best.values[0] - best.values[1]).item())
        token = best.indices[0].item()
        if token == encoder.end:
            break
        answer.append(token)
        tokens = [token]
    text = encoder.decode(answer)
    parts = corpus.answers[probe.name]
    is_right = regex.fullmatch(variants.pattern(parts), text) is not None
    return Reply(probe, text, margins, is_right, len(parts) > 1)


def replies(model, corpus, probes):
    return [reply(model, corpus, probe) for probe in probes]


def margin_shares(margins):
    """Share of the steps up to each bound of the margin."""
    bounds = [0, *MARGIN_BOUNDS]
    return [
        sum(low <= margin < high for margin in margins) / len(margins)
        for low, high in zip(bounds, bounds[1:])
    ]


def flip_share(margins, noise):
    """Share of the steps at which noise on the two best logits makes the second one win."""
    return sum(math.erfc(margin / (2 * noise)) / 2 for margin in margins) / len(margins)


@torch.no_grad()
def perplexity(model, corpus):
    """Per token of the held-out paragraphs, by script."""
    result = {}
    for script, languages in texts.SCRIPTS.items():
        loss = count = 0
        for language in languages:
            for paragraph in corpus.held_out[language]:
                tokens = torch.tensor([text_tokens(corpus.encoder, paragraph)])
                logits = model.logits(model(tokens[:, :-1]))[0]
                loss += F.cross_entropy(logits, tokens[0, 1:], reduction="sum").item()
                count += tokens.shape[1] - 1
        result[script] = math.exp(loss / count)
    return result
