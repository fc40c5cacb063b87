"""Chooses the words of a text that its strange letters are learnt from.

A letter met in some dozens of words is known as well as from thousands, so the frequent words
are taken that hold one not yet met so often; how much they leave out is weighed in again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

ENOUGH = 40  # distinct words that hold a letter are enough to learn it
MOST = 3000  # words to learn from


class Lessons(NamedTuple):
    """Words to learn from, and what there is of their letters in the whole text."""

    words: Mapping[str, int]  # and how often they occur
    shares: Mapping[str, float]  # how many times as often a letter occurs in all such words
    plain: Counter[str]  # plain words that hold a letter


def choose_lessons(
    suspects: Mapping[str, int], own: frozenset[str], plain: Mapping[str, int]
) -> Lessons:
    """Choose from words with letters that are not the text's own; `plain` words have none."""
    lacking = set("".join(suspects)) - own
    met: Counter[str] = Counter()
    chosen = {}
    for word, count in sorted(suspects.items(), key=lambda pair: -pair[1]):
        if lacking.isdisjoint(word):
            continue
        chosen[word] = count
        met.update(lacking.intersection(word))
        lacking.difference_update(
            [letter for letter in lacking.intersection(word) if met[letter] == ENOUGH]
        )
        if not lacking or len(chosen) == MOST:
            break
    whole, part = Counter("".join(suspects)), Counter("".join(chosen))
    return Lessons(
        words=chosen,
        shares={letter: whole[letter] / count for letter, count in part.items()},
        plain=Counter("".join("".join(set(word)) for word in plain)),
    )
