"""Reads words: what a word most likely says if letters in it were swapped.

That has a cost in nats, as has the belief that none was (`genuine.py`), so that the
decision between them is a subtraction.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from audiobook.cleaning.channel import Channel, family
from audiobook.cleaning.genuine import Genuine
from audiobook.cleaning.letters import parts
from audiobook.cleaning.options import Rivals
from audiobook.cleaning.words import UNKNOWN, plainly, words

COMMONEST = 2.0  # nats; no word costs less
COMMONEST_LONG = 4.5  # and in no language one of as many letters as this:
LONG = 5
FEW = 96  # readings of a word that are weighed one by one
WIDTH = 32  # readings kept from letter to letter where there are more
EITHER_CASE = 4.0  # nats by which a small letter may be likelier than its capital
STRANGE_NAME = 15.0  # nats for a name that keeps a strange letter, at the least
NAME = 11.0  # nats for a name, at the least
COMMON_NOUN = 5.0  # nats for a foreign word in its own accents and no capital
REMEMBERED = 4096  # words; more than there are lessons, which are read again and again
LETTER = 6.5  # nats; a small letter that is rarer alone is no word
NO_WORD = 5.0  # nats for one
PLAUSIBLE = 2.4  # nats a letter


class Reading(NamedTuple):
    """A word as it stands and what it most likely says."""

    word: str
    meant: str
    odds: float  # nats by which swapped letters are likelier than a genuine word
    genuine: float  # nats that the word costs if it is genuine
    known: bool  # the word meant is in the language's list, or plain elsewhere in the text


class Reader:
    """Reads the words of one text in its language."""

    def __init__(self, language: str, channel: Channel, plain: Mapping[str, int]) -> None:
        self.language = language
        self._list = words(language)
        self._channel = channel
        self._plain = plain
        self._spoken = max(1000, sum(plain.values()))
        self._genuine = Genuine(language)
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._genuine.cost)
        self._readings: dict[str, Reading] = {}
        self._prices: dict[str, tuple[float, bool]] = {}

    def forget(self) -> None:
        """Read every word anew, for the channel has learnt."""
        self._readings = {}

    def read(self, word: str) -> Reading:
        """Read a word."""
        return self._readings.get(word) or self.read_all([word])[0]

    def read_all(self, batch: Collection[str]) -> list[Reading]:
        """Read words together, which is faster."""
        fresh = [word for word in batch if word not in self._readings]
        if fresh:
            self._read(fresh)
        return list(map(self._readings.__getitem__, batch))

    def meant(self, word: str) -> str:
        """Give what a word most likely says."""
        return self.read(word).meant

    def changed(self, reading: Reading) -> frozenset[str]:
        """Name the families of the letters that stand for others in a word."""
        letters = unicodedata.normalize("NFC", reading.word)
        pairs = zip(letters, reading.meant, strict=False)
        return frozenset([family(old) for old, new in pairs if old != new])

    def _read(self, batch: list[str]) -> None:
        """Read words together.

        Nearly always each letter means what it most likely does, and the word is known.
        """
        composed = unicodedata.normalize("NFC", "\n".join(batch))
        spelt = composed.split("\n")
        best = self._channel.written_out(composed).split("\n")
        options, prices = self._channel.options, self._prices
        priced = [prices.get(meant) or self._price(meant, math.inf) for meant in best]
        costs = [sum(map(options.cost.__getitem__, letters)) for letters in spelt]
        gaps = [min(map(options.gap.__getitem__, letters)) for letters in spelt]
        for place, (letters, gap, (price, _)) in enumerate(zip(spelt, gaps, priced, strict=True)):
            nearest = min(gap, options.first_gap[letters[0]]) + _commonest(letters)
            if price > nearest or price > STRANGE_NAME:
                best[place], dearer, priced[place] = self._weigh(letters, best[place])
                costs[place] += dearer
        for word, letters, meant, cost, (price, known), genuine in zip(
            batch, spelt, best, costs, priced, self._stand(spelt), strict=True
        ):
            says = meant if meant.isascii() else unicodedata.normalize("NFC", meant)
            says = word if says == letters else says
            self._readings[word] = Reading(word, says, genuine - cost - price, genuine, known)

    def _stand(self, spelt: list[str]) -> Iterable[float]:
        """Give the costs of composed words if they are genuine, which no lesson changes."""
        if self._channel.has_forced:
            is_forced, cost = self._channel.is_forced, self._genuine.cost
            return [math.inf if is_forced(letters) else cost(letters) for letters in spelt]
        return map(self._remembered if len(spelt) <= REMEMBERED else self._genuine.cost, spelt)

    def is_settled(self, letter: str) -> bool:
        """Say whether a letter can mean one thing only."""
        return len(self._channel.options[letter]) == 1

    def may_begin_capital(self, word: str) -> bool:
        """Say whether the first letter, read as a small one, may be its capital as well."""
        options = self._channel.options[unicodedata.normalize("NFC", word)[0]]
        first = self.meant(word)[0]
        costs = dict(options)
        limit = costs.get(first, 0.0) + EITHER_CASE
        return first.islower() and costs.get(first.upper(), math.inf) <= limit

    def _weigh(self, letters: str, best: str) -> tuple[str, float, tuple[float, bool]]:
        """Weigh a word's other readings against its likeliest.

        Give the best, what its letters cost more than those, and its price.
        """
        price, known = self._prices[best]
        least, found = price, (best, 0.0, (price, known))
        options = self._channel.options
        sure = known and price < STRANGE_NAME  # then no unknown word is likelier
        if sure:
            lattice = [options.first[letters[0]], *map(options.within.__getitem__, letters[1:])]
        else:
            lattice = list(map(options.any.__getitem__, letters))
        commonest = _commonest(letters)
        for path, dearer in self._paths(lattice, least - commonest):
            if dearer + commonest < least and path != best:
                priced = self._price(path, 0.0 if sure else least - dearer)
                if dearer + priced[0] < least:
                    least, found = dearer + priced[0], (path, dearer, priced)
        return found

    def _price(self, reading: str, limit: float) -> tuple[float, bool]:
        """Give the cost of a reading but for its letters', and whether its word is known.

        `limit` is the cost from which on it need not be exact.
        """
        found = self._prices.get(reading)
        if found is None:
            case = _case_cost(reading)
            rarity, known = self.rarity(reading, limit=limit - case)
            if len(reading) == 1 and rarity > LETTER and reading.islower():
                case = NO_WORD
            found = case + rarity, known
            if known or limit == math.inf:
                self._prices[reading] = found
        return found

    def _paths(self, lattice: list[Rivals], limit: float) -> Iterable[tuple[str, float]]:
        """Give the ways to take letters that cost less than `limit` more than the likeliest."""
        cheapest = sum([rivals[0].dearer for rivals in lattice])
        paths, run = [("", cheapest)], ""
        for rivals in lattice:
            first, base, _ = rivals[0]
            near = [(to, dearer - base) for to, dearer, least in rivals if least < limit - cheapest]
            if len(near) < 2:
                run += first
                continue
            paths = [
                (path + run + letter, cost + dearer)
                for path, cost in paths
                for letter, dearer in near
                if cost + dearer < limit
            ]
            run = ""
            if len(paths) > FEW:
                return self._list.likeliest(lattice, WIDTH)
        return [(path + run, cost) for path, cost in paths]

    def rarity(
        self, reading: str, *, here: bool = True, limit: float = math.inf
    ) -> tuple[float, bool]:
        """Give the cost of a word of the text's language, and whether it is known.

        `here` counts a word as known that stands plainly elsewhere in the text; `limit` is
        the cost from which on it need not be exact.
        """
        word = plainly(reading)
        found = self._list.known(word)
        if found is None and "'" in word:
            found = self._rarity_of_pieces(word)
        count = self._plain.get(word, 0) if here else 0
        if count:
            here_cost = 1.0 - math.log(count / self._spoken)
            found = here_cost if found is None else min(here_cost, found)
        if found is not None:
            return found, True
        if limit <= UNKNOWN:
            return math.inf, False
        spelling = UNKNOWN + self._list.spelling(word)
        if not word.isascii() and all(family(x) == "ACCENTED" for x in word if not x.isascii()):
            spelling = min(spelling, self._name(word, named=reading[0].isupper()))
        return spelling, False

    def _name(self, word: str, *, named: bool) -> float:
        """Give the cost of a foreign name in its own accents; no common word has those."""
        bare = "".join(parts(letter)[0] for letter in word)
        found = None if bare == word else self._list.known(bare)
        return math.inf if found is None else max(found, NAME) + (2.0 if named else COMMON_NOUN)

    def is_plausible(self, reading: str) -> bool:
        """Say whether a word, known or not, could be of the text's language by its spelling."""
        return self.rarity(reading)[0] < PLAUSIBLE * (len(reading) + 1)

    def _rarity_of_pieces(self, word: str) -> float | None:
        pieces = [self._list.known(piece) for piece in word.split("'") if piece]
        if not pieces or None in pieces:
            return None
        return sum(piece for piece in pieces if piece is not None)


def _commonest(letters: str) -> float:
    """Give what a word of as many letters costs at the least."""
    return COMMONEST if len(letters) < LONG else COMMONEST_LONG


def _case_cost(reading: str) -> float:
    """Give the cost of capitals where no writer puts them."""
    if reading.islower():
        return 0.0
    if len(reading) == 1:
        return 1.0
    if reading.isupper():
        return 3.0
    if reading[1:].islower():
        return 2.0
    inner = sum(letter.isupper() for letter in reading[1:])
    return 2.0 + 6.0 * min(inner, 3)
