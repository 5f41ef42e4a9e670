"""Byte-level BPE: training, encoding, decoding and the file the lab reads.

Ids 0-255 are the single bytes, then comes one id per merge, then the special tokens.
"""

import collections
import heapq

import regex

VOCABULARY = 4096
SPECIALS = ["<|end|>", "<|begin|>", "<|system|>", "<|user|>", "<|assistant|>", "<|tools|>"]
MERGES = VOCABULARY - 256 - len(SPECIALS)
HEADER = "plumbline-bpe-1"

CHUNKS = regex.compile(
    r" ?\p{L}[\p{L}\p{M}]*| ?\p{N}| ?[^\s\p{L}\p{M}\p{N}]+|\s+(?!\S)|\s+|.", regex.DOTALL
)


class Tokenizer:
    """Turns text into ids and back."""

    def __init__(self, merges):
        """merges: pairs of byte strings, best first."""
        self.merges = merges
        self.pieces = [bytes([value]) for value in range(256)]
        self.pieces += [left + right for left, right in merges]
        ids = {piece: number for number, piece in enumerate(self.pieces)}
        self.ranks = {
            (ids[left], ids[right]): 256 + rank for rank, (left, right) in enumerate(merges)
        }
        first_special = len(self.pieces)
        self.special = {name: first_special + n for n, name in enumerate(SPECIALS)}
        self.end = self.special["<|end|>"]
        self.size = first_special + len(SPECIALS)
        self.cache = {}

    def encode(self, text):
        """Ids of a text without special tokens."""
        ids = []
        for chunk in CHUNKS.findall(text):
            if chunk not in self.cache:
                self.cache[chunk] = self._merged(list(chunk.encode()))
            ids += self.cache[chunk]
        return ids

    def _merged(self, ids):
        while len(ids) > 1:
            best = min(zip(ids, ids[1:]), key=lambda pair: self.ranks.get(pair, VOCABULARY))
            if best not in self.ranks:
                break
            ids = _replaced(ids, best, self.ranks[best])
        return ids

    def decode(self, ids):
        """Text of ids; special tokens are left out, damaged characters replaced."""
        return b"".join(self.pieces[i] for i in ids if i < len(self.pieces)).decode(
            errors="replace"
        )

    def save(self, path):
        lines = [HEADER]
        lines += [f"merge {left.hex()} {right.hex()}" for left, right in self.merges]
        lines += [f"special {name}" for name in SPECIALS]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @staticmethod
    def load(path):
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        return Tokenizer(
            [(bytes.fromhex(line[1]), bytes.fromhex(line[2])) for line in lines if line[0] == "merge"]
        )


def _replaced(ids, pair, new):
    result = []
    position = 0
    while position < len(ids):
        if tuple(ids[position : position + 2]) == pair:
            result.append(new)
            position += 2
        else:
            result.append(ids[position])
            position += 1
    return result


def train(weighted_texts):
    """Learns the merges from pairs of a text and its weight."""
    counts = collections.Counter()
    for text, weight in weighted_texts:
        for chunk, count in collections.Counter(CHUNKS.findall(text)).items():
            counts[chunk.encode()] += weight * count
    return Tokenizer(_Merger(counts).run(MERGES))


class _Merger:
    """Keeps the count of every pair up to date while pairs are merged."""

    def __init__(self, counts):
        chunks = sorted(counts)
        self.words = [[bytes([value]) for value in chunk] for chunk in chunks]
        self.counts = [counts[chunk] for chunk in chunks]
        self.pairs = collections.Counter()
        self.where = collections.defaultdict(set)
        for word in range(len(self.words)):
            self._count(word, 1)
        self.heap = [(-count, pair) for pair, count in self.pairs.items()]
        heapq.heapify(self.heap)

    def run(self, number):
        merges = []
        while len(merges) < number:
            count, pair = heapq.heappop(self.heap)
            if -count != self.pairs[pair]:
                continue  # an entry from before the count changed
            merges.append(pair)
            self._merge(pair)
        return merges

    def _merge(self, pair):
        touched = set()
        for word in sorted(self.where[pair]):
            touched |= self._count(word, -1)
            self.words[word] = _replaced(self.words[word], pair, pair[0] + pair[1])
            touched |= self._count(word, 1)
        for other in touched:
            if self.pairs[other] > 0:
                heapq.heappush(self.heap, (-self.pairs[other], other))

    def _count(self, word, sign):
        pairs = list(zip(self.words[word], self.words[word][1:]))
        for pair in pairs:
            self.pairs[pair] += sign * self.counts[word]
            self.where[pair].add(word) if sign > 0 else self.where[pair].discard(word)
        return set(pairs)
