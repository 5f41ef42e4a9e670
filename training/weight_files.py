"""The files of weights that the lab reads: a line of JSON, then values as little-endian bfloat16."""

import json

import numpy
import torch

from model import NORM_EPS, ROPE_THETA
from suites import ROOT
from tokenizer import VOCABULARY

RESOURCES = ROOT / "src/main/resources/dev/plumbline/lab/transformer"


def write(model, name, weights, digest):
    """Writes all of a model, or a shard of it."""
    shape = model.shape
    values = b"".join(map(bf16_bytes, weights))
    header = {
        "format": "plumbline-llama-1",
        "name": name,
        "vocabulary": VOCABULARY,
        "width": shape.width,
        "layers": shape.layers,
        "heads": shape.heads,
        "hidden": shape.hidden,
        "ropeTheta": ROPE_THETA,
        "normEps": NORM_EPS,
        "trained": digest,
        "values": len(values) // 2,
    }
    path = RESOURCES / f"{name}.weights"
    path.write_bytes(json.dumps(header).encode() + b"\n" + values)


@torch.no_grad()
def read(path, model):
    """Gives a model the weights of a file."""
    header, values = path.read_bytes().split(b"\n", 1)
    words = torch.tensor(numpy.frombuffer(values, dtype="<i2").astype(numpy.int16))
    sizes = [weights.numel() for weights in tensors(model)]
    if json.loads(header)["values"] != sum(sizes):
        raise ValueError(f"{path} holds no model of this shape")
    for weights, part in zip(tensors(model), words.view(torch.bfloat16).float().split(sizes)):
        weights.copy_(part.view_as(weights))


def tensors(model):
    """All weights in the order of the file."""
    yield model.embedding.weight
    for block in model.blocks:
        yield block.attention_norm.weight
        for projection in (block.wq, block.wk, block.wv, block.wo):
            yield projection.weight
        yield block.feed_forward_norm.weight
        yield from feed_forward(block)
    yield model.final_norm.weight


def feed_forward(block):
    for projection in (block.w_gate, block.w_up, block.w_down):
        yield projection.weight


def bf16_bytes(weights):
    words = weights.detach().bfloat16().contiguous().view(torch.int16).numpy()
    return words.astype(numpy.dtype("<i2")).tobytes()
