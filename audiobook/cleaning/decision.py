"""Decides for every word of a text: were its letters swapped, or is it genuine?

Words of one kind come in runs (a quotation, a sentence), so the decision is a two-state
Viterbi path over the words; changing one's mind is cheap only at a sentence's or quotation's edge.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from audiobook.cleaning.readings import Reader
from audiobook.cleaning.tokens import Token

EDGE = re.compile(r"[.!?…:;,\"“”„«»()\[\]—–\n]")
ENTER = (8.0, 6.0)  # nats to turn to genuine words: amid a sentence, at an edge
LEAVE = (2.0, 0.7)  # and back
STAY = 0.3  # to go on with genuine words
WARY = 0.6  # how fast a long text without a genuine word makes one less likely
PLAIN = (9.0, 16.0)  # nats for a plain word: among its own, amid words of another script


def judge(
    text: str, found: Sequence[Token], suspects: Mapping[str, int], reader: Reader
) -> list[bool]:
    """Say for each word whether it is of the text's own language, swapped letters or none."""
    readings = {word: reader.read(word) for word in suspects}
    genuine = sum(
        suspects[word]
        for word, reading in readings.items()
        if len(word) > 2 and reading.swapped > reading.genuine + ENTER[False]
    )
    wary = max(0.0, WARY * math.log((sum(suspects.values()) + 1) / (10 * genuine + 1)))
    costs = {word: (reading.swapped, reading.genuine) for word, reading in readings.items()}
    edges, end = [], 0
    for start, after, _ in found:
        gap = text[end:start]
        edges.append(gap != " " and (end == 0 or EDGE.search(gap) is not None))
        end = after
    return swapped([costs.get(word, PLAIN) for _, _, word in found], edges, wary)


def swapped(
    costs: Sequence[tuple[float, float]], edges: Sequence[bool], wary: float = 0.0
) -> list[bool]:
    """Say for each word whether it is of the text's own language.

    `costs` are of either belief, swapped and genuine; `edges` say whether an edge stands
    before the word; `wary` is what a genuine run costs more than usual.

    >>> swapped([(3, 20), (30, 5), (31, 6), (4, 20)], [True, False, False, False])
    [True, False, False, True]
    """
    enters = (ENTER[False] + wary, ENTER[True] + wary)
    ours, theirs = 0.0, enters[True]
    back: list[tuple[bool, bool]] = []
    for (own, genuine), edge in zip(costs, edges, strict=True):
        come_back, enter = theirs + LEAVE[edge], ours + enters[edge]
        stays, enters_now = ours <= come_back, enter < theirs + STAY
        back.append((stays, enters_now))
        ours, theirs = (
            (ours if stays else come_back) + own,
            (enter if enters_now else theirs + STAY) + genuine,
        )
    state = ours <= theirs + LEAVE[True]
    path = []
    for ours_before_ours, ours_before_theirs in reversed(back):
        path.append(state)
        state = ours_before_ours if state else ours_before_theirs
    return path[::-1]
