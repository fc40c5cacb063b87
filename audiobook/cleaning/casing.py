"""Decides between a capital and a small letter where the letter as written has no case.

In come the words of a text with what they were read as; what the same letters stand for
inside other words says whether they were taken for small letters, capitals or both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from audiobook.cleaning.letters import is_caseless, latin, script
from audiobook.cleaning.tokens import APOSTROPHES

_I = re.compile(f"i(?:[{APOSTROPHES}].*)?")
CERTAIN = 3  # letters that may be either which one with a case of its own outweighs


class Casing:
    """How the caseless letters of one text were used."""

    def __init__(self, language: str, words: Iterable[tuple[str, str]]) -> None:
        """Take the text's language, and pairs of a word as written and as read."""
        self._english = language == "en"
        self._capitals = 0  # for the text being in capitals, over its being in small letters
        self._inner: Counter[str] = Counter()  # scripts, by their small letters inside words
        self._plain = 0  # small letters that were left inside the same words
        for word, meant in words:
            if len(word) == len(meant) > 1 and any(map(is_caseless, word)):
                self._learn(word)

    def _learn(self, word: str) -> None:
        bare = [letter for letter in word if letter.isalpha() and not is_caseless(letter)]
        shouted = bool(bare) and all(letter.isupper() for letter in bare)
        self._plain += sum(letter.islower() for letter in bare)
        for place, letter in enumerate(word):
            if not is_caseless(letter):
                if place and letter.isalpha():
                    self._capitals += CERTAIN if letter.isupper() else -CERTAIN
            elif place:
                self._capitals += 1 if _looks(letter) > 0 else -1
                if bare and not shouted:
                    self._inner[script(letter)] += 1

    def spell(self, word: str, meant: str, *, starts: bool) -> str:
        """Give what was read with its capitals where they belong; `starts` a sentence."""
        if len(word) != len(meant):
            return meant
        free = [is_caseless(old) and old != new for old, new in zip(word, meant, strict=True)]
        if not any(free):
            return meant
        if self._english and _I.fullmatch(meant):
            return "I" + (meant[1:].upper() if self._capitals > 0 else meant[1:])
        bare = [m for m, is_free in zip(meant, free, strict=True) if not is_free and m.isalpha()]
        shouted = bool(bare) and all(letter.isupper() for letter in bare)
        if self._capitals > 0 and (shouted or not bare):
            return meant.upper()
        if (shouted and len(bare) > 1) or (not bare and all(map(self._is_capital, word))):
            return meant.upper()
        if shouted and free[0]:
            meant = meant.lower()  # the capital within was taken for its shape alone
        spelt = [m.lower() if is_free else m for m, is_free in zip(meant, free, strict=True)]
        if free[0] and (starts or self._is_capital(word[0])):
            spelt[0] = spelt[0].upper()
        return "".join(spelt)

    def _is_capital(self, letter: str) -> bool:
        return self._plain > 0 and not self._inner[script(letter)] and _looks(letter) >= 0


def _looks(letter: str) -> float:
    """Say how much more a letter looks like a capital than like a small one."""
    likeness = {False: 0.0, True: 0.0}
    for target, weight in latin().get(letter, ()):
        likeness[target.isupper()] = max(likeness[target.isupper()], weight)
    return likeness[True] - likeness[False]
