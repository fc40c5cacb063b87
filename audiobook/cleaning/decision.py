"""Decides for every word of a text: were its letters swapped, or is it genuine?

Words of one kind come in runs (a quotation, a sentence), so the decision is a two-state
Viterbi path over the words; changing one's mind is cheap only at a sentence's or quotation's edge.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import repeat

from audiobook.cleaning.letters import is_same
from audiobook.cleaning.readings import Reader
from audiobook.cleaning.tokens import Tokens

EDGE = re.compile(r"[.!?…:;,\"“”„«»()\[\]—–\n]")
ENTER = (8.0, 6.0)  # nats to turn to genuine words: amid a sentence, at an edge
LEAVE = (2.0, 0.7)  # and back
STAY = 0.3  # to go on with genuine words
WARY = 0.6  # how fast a long text without a genuine word makes one less likely
DAMAGED = 3  # words; in a text with as many and none of another language
ALONE = 6.0  # nats by which a letter alone that looks the same is likelier swapped
PLAIN = 7.0  # nats by which a plain word is likelier among its own than amid another script


def judge(found: Tokens, suspects: Mapping[str, int], reader: Reader) -> list[bool]:
    """Say for each word whether it is of the text's own language, swapped letters or none."""
    odds = {reading.word: reading.odds for reading in reader.read_all(suspects)}
    genuine = sum(
        suspects[word] for word, own in odds.items() if own < -ENTER[False] and len(word) > 2
    )
    if not genuine and len(odds) >= DAMAGED:
        odds |= {
            word: own + ALONE for word, own in odds.items() if len(word) == 1 and is_same(word)
        }
    wary = max(0.0, WARY * math.log((sum(suspects.values()) + 1) / (10 * genuine + 1)))
    edge = {gap: gap != " " and EDGE.search(gap) is not None for gap in set(found.gaps)}
    edges = list(map(edge.__getitem__, found.gaps))
    edges[0] = True
    return swapped(list(map(odds.get, found.words, repeat(PLAIN))), edges, wary)


def swapped(odds: Sequence[float], edges: Sequence[bool], wary: float = 0.0) -> list[bool]:
    """Say for each word whether it is of the text's own language.

    `odds` are the nats by which a word is likelier swapped than genuine; `edges` say whether
    an edge stands before it; `wary` is what a genuine run costs more than usual.

    >>> swapped([17, -25, -25, 16], [True, False, False, False])
    [True, False, False, True]
    """
    verdict = [True] * len(odds)
    least = ENTER[False] - ENTER[True]  # a word that is so much likelier swapped begins no run
    done = 0
    for place in [place for place, own in enumerate(odds) if own < least]:
        if place >= done:
            run = _run(odds, edges, place, wary)
            done = place + len(run)
            verdict[place:done] = run
    return verdict


def _run(odds: Sequence[float], edges: Sequence[bool], start: int, wary: float) -> list[bool]:
    """Judge words from `start` on until none before them bears on the next."""
    enters = (ENTER[False] + wary, ENTER[True] + wary)
    ours, theirs = 0.0, math.inf
    back: list[tuple[bool, bool]] = []
    for place in range(start, len(odds)):
        edge = edges[place]
        come_back, enter = theirs + LEAVE[edge], ours + enters[edge]
        stays, enters_now = ours <= come_back, enter < theirs + STAY
        back.append((stays, enters_now))
        ours = ours if stays else come_back
        theirs = (enter if enters_now else theirs + STAY) + odds[place]
        if theirs + STAY > ours + enters[False]:
            break  # whatever comes, its run of genuine words would begin with itself
    state = ours <= theirs + LEAVE[True]
    path = []
    for ours_before_ours, ours_before_theirs in reversed(back):
        path.append(state)
        state = ours_before_ours if state else ours_before_theirs
    return path[::-1]
