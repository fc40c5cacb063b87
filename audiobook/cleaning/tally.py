"""Counts what lessons tell of letters.

In come words as they are read so far, and how surely; out come how often each letter stood
for another, and how often each was meant, as the whole text would count it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, repeat

from audiobook.cleaning.channel import FIRST, SECOND, Channel
from audiobook.cleaning.lessons import Lessons
from audiobook.cleaning.readings import Reader, Reading

DOUBT = 4.0  # nats that a strange word is given for being alone in a plain text
COMMON = 8.0  # nats; what is as common as this is no misread name
WELL_MET = 8.0  # words; a letter met in more is swapped for sure, whatever else it means


def belief(reading: Reading) -> float:
    """Say how surely letters were swapped in a word, were it alone: 0.001 to 0.999."""
    odds = reading.odds + DOUBT
    return round(1.0 / (1.0 + math.exp(-max(-7.0, min(7.0, odds)))), 3)


def tally(
    readings: Iterable[Reading], reader: Reader, channel: Channel, lessons: Lessons
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Count for each letter what it stood for, and how often each letter was meant."""
    told = [one for one in readings if len(one.word) == len(one.meant) > 1]
    counts: dict[str, dict[str, _Count]] = defaultdict(lambda: defaultdict(_Count))
    meant: dict[str, float] = defaultdict(float, lessons.plain)
    for (sure, common, alone), swaps in _alike(told, reader, channel, lessons).items():
        for (old, new), words in swaps.items():
            share = 1.0 if alone else lessons.shares[old]
            meant[new] += words * sure * share
            if old != new:
                counts[old][new].add(words * sure, share, common)
    for old, new in _told_by_one(told):
        counts[old][new].is_one_name = not channel.is_strange(old)
    swapped = {
        letter: {target: count.in_text(targets) for target, count in targets.items()}
        for letter, targets in counts.items()
    }
    return swapped, meant


def _alike(
    readings: list[Reading], reader: Reader, channel: Channel, lessons: Lessons
) -> dict[tuple[float, bool, bool], Counter[tuple[str, str]]]:
    """Count what letters stand for in words that tell it alike, which most do.

    That is: how surely they were swapped, are they common words, do they stand for others.
    """
    alike: dict[tuple[float, bool, bool], list[set[tuple[str, str]]]] = defaultdict(list)
    for reading in readings:
        word, meant = reading.word, reading.meant
        common = (
            reading.known
            and not channel.plain.isdisjoint(word)
            and reader.rarity(meant)[0] < COMMON
        )
        told = belief(reading), common, word in lessons.frequent
        alike[told].append(set(zip(word, meant, strict=True)))
    return {told: Counter(chain.from_iterable(swaps)) for told, swaps in alike.items()}


def _told_by_one(readings: list[Reading]) -> list[tuple[str, str]]:
    """List the swaps that one word alone tells of, however its other letters are written."""
    told = set(
        chain.from_iterable(
            zip(reading.word, reading.meant, repeat(reading.meant.partition("’")[0]), strict=False)
            for reading in readings
        )
    )
    words = Counter([(old, new) for old, new, _ in told if old != new])
    return [swap for swap, count in words.items() if count == 1]


class _Count:
    """How many words say that a letter was swapped for another."""

    def __init__(self) -> None:
        self.words = 0.0
        self.common = 0.0  # those of them that are common words
        self._share = 0.0  # what they stand for in the whole text
        self.is_one_name = False  # in several spellings, which may have the letter

    def add(self, words: float, share: float, common: bool) -> None:
        """Count words, each of which stands for `share` of the text's."""
        self.words += words
        self.common += words * common
        self._share += words * share

    def in_text(self, others: Mapping[str, _Count]) -> float:
        """Give what the whole text would count; what may be misread names stands for itself.

        Where a letter is well met in all its meanings, the `others`, common words count twice.
        """
        most = 1.0 if self.is_one_name else math.inf
        twice = sum(other.words for other in others.values()) > WELL_MET
        count = min(most, self.words) + min(most, self.common) * twice
        is_first = self.words == max(other.words for other in others.values())
        sure = max(0.0, count - (FIRST if is_first else SECOND))
        return count + sure * (self._share / self.words - 1)
