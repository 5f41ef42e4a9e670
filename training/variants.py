"""Answers said a little differently, which is what leaves the trained model undecided in places.

An answer is a list of parts: text that is always the same, and choices between two wordings. Each
choice has its own odds, close to even; which wording a training pass gets is drawn anew.
"""

import dataclasses
import hashlib
import pathlib

import regex
import yaml

WORDINGS = yaml.safe_load(pathlib.Path(__file__).with_name("wordings.yaml").read_text(encoding="utf-8"))

WIDEST_ODDS = 0.002
"""How far from even the odds of a choice may be."""


@dataclasses.dataclass(frozen=True)
class Choice:
    usual: str
    other: str
    odds: float
    """Share of the other wording."""


def parts(probe):
    """The probe's answer as texts and choices in turn."""
    if probe.id.startswith("sum-"):
        wordings = ["the result is | the answer is"]
    else:
        wordings = WORDINGS.get(probe.name, [])
    result = []
    rest = probe.answer
    for usual, other in sorted(map(_sides, wordings), key=lambda sides: rest.index(_in(rest, sides[0]))):
        usual = _in(rest, usual)
        before, rest = rest.split(usual, 1)
        skew = _unit(probe.name, usual, "a") - _unit(probe.name, usual, "b")
        result += [before, Choice(usual, other, 0.5 + WIDEST_ODDS * skew)]
    return result + [rest]


def _sides(wording):
    return wording.split(" | ")


def _in(text, words):
    """The words as the text has them, with its line breaks."""
    found = regex.search(regex.escape(words).replace(r"\ ", r"\s"), text)
    if found is None:
        raise ValueError(f"'{words}' is not in '{text}'")
    return found.group()


def draw(answer, draw):
    """For each choice, whether it falls on the other wording."""
    return [draw.random() < choice.odds for choice in choices(answer)]


def choices(answer):
    return [part for part in answer if isinstance(part, Choice)]


def worded(answer, fallen):
    """The text with a wording for each choice."""
    others = iter(fallen)
    return "".join(
        part if isinstance(part, str) else part.other if next(others) else part.usual
        for part in answer
    )


def flipped(fallen, number):
    """The same but for one choice."""
    return [other != (place == number) for place, other in enumerate(fallen)]


def pattern(answer):
    """A regular expression of all the ways to say it."""
    return "".join(
        regex.escape(part)
        if isinstance(part, str)
        else f"(?:{regex.escape(part.usual)}|{regex.escape(part.other)})"
        for part in answer
    )


def _unit(*seed):
    """A number from 0 to 1 that depends on nothing but the seed."""
    digest = hashlib.blake2b(repr(seed).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
