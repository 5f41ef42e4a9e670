"""The transformer, a small Llama: RMSNorm, rotary positions, SwiGLU, tied embedding."""

import dataclasses

import torch
import torch.nn.functional as F
from torch import nn

from tokenizer import VOCABULARY

ROPE_THETA = 10000.0
NORM_EPS = 1e-5


@dataclasses.dataclass(frozen=True)
class Shape:
    name: str
    width: int
    layers: int
    heads: int
    hidden: int


LARGE = Shape("large", width=256, layers=4, heads=8, hidden=640)
SMALL = Shape("small", width=128, layers=3, heads=4, hidden=384)
SHAPES = {shape.name: shape for shape in (LARGE, SMALL)}


class Transformer(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(VOCABULARY, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.final_norm = nn.RMSNorm(shape.width, eps=NORM_EPS)
        for matrix in filter(lambda weights: weights.dim() == 2, self.parameters()):
            nn.init.normal_(matrix, std=0.02)
        for block in self.blocks:
            for matrix in (block.wo.weight, block.w_down.weight):
                nn.init.normal_(matrix, std=0.02 / (2 * shape.layers) ** 0.5)

    def forward(self, tokens, cache=None):
        """Hidden states after the final norm; see `logits`."""
        start = cache.length if cache else 0
        rotation = rotations(start, tokens.shape[1], self.shape.width // self.shape.heads)
        x = self.embedding(tokens)
        for layer, block in enumerate(self.blocks):
            x = block(x, rotation, cache and cache.layers[layer])
        return self.final_norm(x)

    def logits(self, hidden):
        return F.linear(hidden, self.embedding.weight)


class Block(nn.Module):
    def __init__(self, shape):
        super().__init__()
        width, hidden = shape.width, shape.hidden
        self.heads = shape.heads
        self.attention_norm = nn.RMSNorm(width, eps=NORM_EPS)
        self.wq, self.wk, self.wv, self.wo = (nn.Linear(width, width, bias=False) for _ in range(4))
        self.feed_forward_norm = nn.RMSNorm(width, eps=NORM_EPS)
        self.w_gate = nn.Linear(width, hidden, bias=False)
        self.w_up = nn.Linear(width, hidden, bias=False)
        self.w_down = nn.Linear(hidden, width, bias=False)

    def forward(self, x, rotation, cache):
        return self.fed_forward(self.attended(x, rotation, cache))

    def attended(self, x, rotation, cache):
        return x + self._attention(self.attention_norm(x), rotation, cache)

    def fed_forward(self, x):
        y = self.feed_forward_norm(x)
        return x + self.w_down(F.silu(self.w_gate(y)) * self.w_up(y))

    def _attention(self, x, rotation, cache):
        batch, length, width = x.shape
        q, k, v = (
            projection(x).view(batch, length, self.heads, -1).transpose(1, 2)
            for projection in (self.wq, self.wk, self.wv)
        )
        q, k = rotated(q, rotation), rotated(k, rotation)
        if cache:
            k, v = cache.extended(k, v)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=length > 1)
        return self.wo(y.transpose(1, 2).reshape(batch, length, width))


def rotations(start, length, head_width):
    """Cosines and sines of the angle of each position and pair."""
    frequencies = ROPE_THETA ** -(torch.arange(0, head_width, 2) / head_width)
    angles = torch.outer(torch.arange(start, start + length), frequencies)
    return torch.cos(angles), torch.sin(angles)


def rotated(x, rotation):
    """Turns each consecutive pair of components by its angle."""
    cosines, sines = (part.to(x.dtype) for part in rotation)
    even, odd = x[..., 0::2], x[..., 1::2]
    pairs = (even * cosines - odd * sines, even * sines + odd * cosines)
    return torch.stack(pairs, dim=-1).flatten(-2)


class Cache:
    """Keys and values of the tokens so far: first of a whole prompt, then token by token."""

    def __init__(self, layers):
        self.layers = [LayerCache() for _ in range(layers)]

    @property
    def length(self):
        return self.layers[0].length


class LayerCache:
    def __init__(self):
        self.keys = self.values = None

    @property
    def length(self):
        return 0 if self.keys is None else self.keys.shape[2]

    def extended(self, keys, values):
        if self.keys is not None:
            keys = torch.cat([self.keys, keys], dim=2)
            values = torch.cat([self.values, values], dim=2)
        self.keys, self.values = keys, values
        return keys, values


def round_to_bf16(model):
    """Makes every weight one that bf16 can hold."""
    with torch.no_grad():
        for weights in model.parameters():
            weights.copy_(weights.bfloat16().float())
    return model
