"""Finds letters of another script that stand for their Latin look-alikes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from audiobook.cleaning.edits import Edit
from audiobook.model import Kept, Swap

_SOURCES = dict(
    zip("пυаеорсухіјѕԁһӏνοιТНЕАВСОРХМКІ", "nuaeopcyxijsdhlvoiTHEABCOPXMKI", strict=True)
)
_SUSPICIOUS = re.compile(f"[{''.join(_SOURCES)}]")
_WORD = re.compile(r"[^\W\d_]+")
_ASCII = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is to be changed, what was learnt, and what was left alone."""

    edits: tuple[Edit, ...] = ()
    swaps: tuple[Swap, ...] = ()
    kept: tuple[Kept, ...] = ()


def find(
    text: str, *, force: tuple[tuple[str, str], ...] = (), forbid: tuple[str, ...] = ()
) -> Finding:
    """Find the words to be repaired."""
    if text.isascii() or not _SUSPICIOUS.search(text):
        return Finding()
    words = [match for match in _WORD.finditer(text) if not match[0].isascii()]
    learnt = {
        letter
        for match in words
        if _ASCII.search(match[0])
        for letter in match[0]
        if letter in _SOURCES and letter not in forbid
    }
    table = str.maketrans({letter: _SOURCES[letter] for letter in learnt} | dict(force))
    edits = []
    swaps: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for match in words:
        new = match[0].translate(table)
        if new.isascii():
            edits.append(Edit(match.start(), match.end(), new, "look-alike"))
            swaps.update(letter for letter in match[0] if letter in learnt)
        else:
            kept[match[0]] += 1
    return Finding(
        edits=tuple(edits),
        swaps=tuple(Swap(source=s, target=_SOURCES[s], count=n) for s, n in swaps.most_common()),
        kept=tuple(Kept(word=word, count=n) for word, n in kept.most_common()),
    )
