"""Writes report.md: what was trained on, how long, and how well the models do."""

import hashlib
import pathlib

import evaluate
import suites

REPORT = pathlib.Path(__file__).with_name("report.md")


def write(models, states, corpus, files, replies):
    """replies: of each model, to all probes of the corpus."""
    sections = ["# Report of the last training", training(models, states)]
    for name, model in models.items():
        sections += measured(name, model, corpus, replies[name])
    sections += [corpus_sizes(corpus), hashes(files)]
    REPORT.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


def training(models, states):
    rows = [
        [
            name,
            f"{sum(weights.numel() for weights in models[name].parameters()):,}",
            state["pass"],
            f"{state['tokens']:,}",
            f"{state['seconds'] / 60:.1f}",
            f"{state['tokens'] / state['seconds']:,.0f}",
        ]
        for name, state in states.items()
    ]
    return table(["model", "weights", "passes", "tokens", "minutes", "tokens/s"], rows)


def measured(name, model, corpus, everything):
    """Sections on one model, its weights rounded to bf16."""
    practice = everything[: len(suites.practice())]
    tests = everything[len(practice) :]
    steps = {
        "all": margins(practice),
        "prose": margins(reply for reply in practice if reply.is_prose),
        "other": margins(reply for reply in practice if not reply.is_prose),
    }
    right = "\n".join(
        f"- {kind}: {sum(reply.is_right for reply in group)} of {len(group)} right"
        for kind, group in (("practice suites", practice), ("suites of the tests", tests))
    )
    misses = "\n".join(
        f"- `{reply.probe.name}`: {reply.text[:200]!r}" for reply in everything if not reply.is_right
    )
    bounds = [0, *evaluate.MARGIN_BOUNDS]
    shares = [evaluate.margin_shares(steps[kind]) for kind in steps]
    histogram = [
        [f"{low} to {high}", *(f"{100 * share:.2f} %" for share in row)]
        for low, high, row in zip(bounds, bounds[1:], zip(*shares))
    ]
    flips = [
        [noise, *(f"{100 * evaluate.flip_share(steps[kind], noise):.2f} %" for kind in steps)]
        for noise in evaluate.NOISES
    ]
    kinds = [f"{kind} ({len(steps[kind]):,})" for kind in steps]
    perplexities = [
        [script, f"{value:.1f}"] for script, value in evaluate.perplexity(model, corpus).items()
    ]
    return [
        f"## {name}",
        "Right is a greedy answer that is the example or says the same in another of its wordings.",
        right,
        f"Misses:\n\n{misses}" if misses else "No misses.",
        "Lead of the chosen token over the next best, in nats, over the steps of the practice suites:"
        " of all answers, of prose with several wordings, of the others.",
        table(["nats", *kinds], histogram),
        "Steps that flip if every logit gets noise of this standard deviation:",
        table(["noise", *kinds], flips),
        "Perplexity per token on the paragraphs of the declaration that were held out:",
        table(["script", "perplexity"], perplexities),
    ]


def margins(replies):
    return [margin for reply in replies for margin in reply.margins]


def corpus_sizes(corpus):
    rows = [[kind, f"{size:,}"] for kind, size in corpus.sizes().items()]
    return "## Corpus\n\n" + table(["text", "bytes"], rows)


def hashes(files):
    rows = [
        [file.name, f"{file.stat().st_size:,}", hashlib.sha256(file.read_bytes()).hexdigest()]
        for file in sorted(files)
    ]
    return "## Files\n\n" + table(["file", "bytes", "SHA-256"], rows)


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
