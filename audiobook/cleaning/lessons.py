"""Chooses the words of a text that its strange letters are learnt from.

A letter met in some dozens of words is known as well as from thousands.  So the most frequent
words are taken, and of the others a fair sample, which stands for all that it leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

FREQUENT = 100  # words that are all taken
ENOUGH = 30  # distinct words that hold a letter are enough to learn it
MOST = 1500  # words to learn from
STRIDE = 101  # words apart are those of the sample, for it to be of all parts of the text


class Lessons(NamedTuple):
    """Words to learn from, and what they stand for."""

    words: Mapping[str, int]  # and how often they occur
    frequent: frozenset[str]  # those of them that stand for themselves only
    shares: Mapping[str, float]  # how many times as often as in the other ones a letter occurs
    plain: Counter[str]  # plain words that hold a letter


def choose_lessons(
    suspects: Mapping[str, int], own: frozenset[str], plain: Mapping[str, int]
) -> Lessons:
    """Choose from words with letters that are not the text's own; `plain` words have none."""
    frequent = dict(Counter(suspects).most_common(FREQUENT))
    others = [word for word in suspects if word not in frequent]
    sample = _sample(others, own)
    whole, part = Counter("".join(others)), Counter("".join(sample))
    return Lessons(
        words=frequent | {word: suspects[word] for word in sample},
        frequent=frozenset(frequent),
        shares={letter: whole[letter] / count for letter, count in part.items()},
        plain=Counter(chain.from_iterable(map(set, plain))),
    )


def _sample(words: list[str], own: frozenset[str]) -> list[str]:
    """Take words that hold a letter which the ones before them have not shown enough of."""
    lacking = set("".join(words)) - own
    met: Counter[str] = Counter()
    chosen = []
    for word in chain.from_iterable(words[start::STRIDE] for start in range(STRIDE)):
        if lacking.isdisjoint(word):
            continue
        chosen.append(word)
        shown = lacking.intersection(word)
        met.update(shown)
        lacking.difference_update([letter for letter in shown if met[letter] == ENOUGH])
        if not lacking or len(chosen) == MOST:
            break
    return chosen
