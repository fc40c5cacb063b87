"""Finds the language that a text is in, or was in before its letters were swapped.

Words are read as they stand and, letter by letter, as they look; the list that knows most
of them wins, and its script is the one that swapped letters are read into.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import islice, product
from operator import itemgetter
from typing import NamedTuple

from audiobook.cleaning.letters import Likenesses, into, latin, parts, script
from audiobook.cleaning.words import CYRILLIC, GREEK, LATIN, UNKNOWN, WordList, words

SAMPLE = 300  # distinct words are plenty
FEW = 12  # distinct words, or fewer: then each way that a word may look is tried
WAYS = 48
WORST = 40.0  # nats that one word may count
SEEMING = 0.3  # nats for each letter that is only what it looks like
BORROWED = 0.8  # and where it is of an alphabet that the text could be in itself
OTHER = 4.0  # nats by which a text in Latin letters is less likely in another language than English
FIRST = 0.01  # nats a word by which a language stands behind the one before it


class Language(NamedTuple):
    """A language, and what letters may pass for its own."""

    name: str
    alphabet: str
    likenesses: Mapping[str, Likenesses]


def find_language(counts: Counter[str]) -> Language:
    """Find the language of a text from its words and how often each occurs."""
    sample = counts.most_common(SAMPLE)
    met = {script(letter) for word, _ in sample for letter in word}
    best = min(
        (
            _best(languages, likenesses, sample)
            for name, languages, likenesses in CANDIDATES
            if name == "LATIN" or name in met
        ),
        key=lambda pair: pair[0],
    )
    return best[1]


#: What a text may be written in: its script, languages, and the letters that look like theirs.
CANDIDATES: tuple[tuple[str, tuple[str, ...], Callable[[str], Mapping[str, Likenesses]]], ...] = (
    ("LATIN", LATIN, lambda _: latin()),
    ("CYRILLIC", CYRILLIC, into),
    ("GREEK", GREEK, into),
)


def _best(
    languages: tuple[str, ...],
    likenesses: Callable[[str], Mapping[str, Likenesses]],
    sample: list[tuple[str, int]],
) -> tuple[float, Language]:
    spelt = [(_spelt(word), count) for word, count in sample]
    total = max(1, sum(count for _, count in sample))
    found: list[tuple[float, Language]] = []
    least = math.inf
    for place, name in enumerate(languages):
        alphabet = words(name).alphabet
        language = Language(name, alphabet, likenesses(alphabet))
        behind = OTHER * (name in LATIN[1:]) / total + FIRST * place
        mean = _misfit(language, spelt, (least - behind) * total) / total + behind
        least = min(least, mean)
        found.append((mean, language))
    return min(found, key=lambda entry: entry[0])


def _misfit(language: Language, sample: list[tuple[str, int]], limit: float) -> float:
    """Give the cost of words in a language; above `limit` it need not be exact."""
    one = words(language.name)
    looks = _Looks(language.alphabet, language.likenesses)
    many_ways = len(sample) <= FEW and language.name == LATIN[0]
    cost = 0.0
    for plain, count in sample:
        least = _cost(plain, one)
        for way in looks.ways(plain) if many_ways else (plain.translate(looks),):
            seen = unicodedata.normalize("NFC", way)
            if seen != plain:
                least = min(least, _cost(seen, one) + _seeming(plain, seen))
        cost += count * least
        if cost > limit:
            break
    return cost


def _spelt(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace("’", "'").casefold())


def _cost(word: str, one: WordList) -> float:
    known = one.known(word)
    return min(WORST, UNKNOWN + one.spelling(word)) if known is None else known


def _seeming(plain: str, seen: str) -> float:
    return sum(
        BORROWED if a < "\u0250" or "\u0370" <= a < "\u0530" else SEEMING
        for a, b in zip(plain, seen, strict=False)
        if a != b
    )


class _Looks(dict[int, str]):
    """What each letter looks like, found when it is met."""

    def __init__(self, alphabet: str, table: Mapping[str, Likenesses]) -> None:
        super().__init__((ord(letter), letter) for letter in alphabet)
        self._table = table
        self._others: dict[str, list[str]] = {}

    def ways(self, word: str) -> list[str]:
        """Give what a word may look like where letters look like several, the likeliest first."""
        looks = [[self[ord(letter)], *self._others.get(letter, ())] for letter in word]
        return list(map("".join, islice(product(*looks), WAYS)))

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base, marks = parts(letter)
        likenesses = self._table.get(letter) or self._table.get(base)
        if likenesses:
            likest = sorted(likenesses, key=itemgetter(1), reverse=True)
            look, *others = dict.fromkeys(target.casefold() for target, _ in likest)
            self._others[letter] = others
        else:
            look = base if marks else letter
        self[code] = look
        return look
