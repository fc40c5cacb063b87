"""Reads words: what a word most likely says if letters in it were swapped.

That has a cost in nats, as has the belief that none was (`genuine.py`), so that the
decision between them is a subtraction.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import product
from operator import itemgetter
from typing import NamedTuple

from audiobook.cleaning.channel import Channel, Option, family
from audiobook.cleaning.genuine import Genuine
from audiobook.cleaning.letters import parts
from audiobook.cleaning.words import UNKNOWN, plainly, words

COMMONEST = 1.0  # nats; no word costs less
FEW = 96  # readings of a word that are weighed one by one
WIDTH = 32  # readings kept from letter to letter where there are more
EITHER_CASE = 4.0  # nats by which a small letter may be likelier than its capital
NAME = 11.0  # nats for a name, at the least
COMMON_NOUN = 5.0  # nats for a foreign word in its own accents and no capital
REMEMBERED = 4096  # words; more than there are lessons, which are read again and again
PLAUSIBLE = 2.4  # nats a letter


class Reading(NamedTuple):
    """A word as it stands and what it most likely says."""

    word: str
    meant: str
    odds: float  # nats by which swapped letters are likelier than a genuine word
    genuine: float  # nats that the word costs if it is genuine
    known: bool  # the word meant is in the language's list, or plain elsewhere in the text


class _Weighed(NamedTuple):
    """The likeliest reading of what is left of a word when its certain letters are written out."""

    letters: tuple[str, ...]  # what each letter means
    meant: str
    cost: float
    known: bool


class Reader:
    """Reads the words of one text in its language."""

    def __init__(self, language: str, channel: Channel, plain: Mapping[str, int]) -> None:
        self.language = language
        self._list = words(language)
        self._channel = channel
        self._plain = plain
        self._spoken = max(1000, sum(plain.values()))
        self._genuine_cost = lru_cache(maxsize=REMEMBERED)(Genuine(language).cost)
        self._meant: dict[str, str] = {}
        self._odds: dict[str, float] = {}
        self._weighed: dict[str, _Weighed] = {}
        self._prices: dict[str, tuple[float, bool]] = {}

    def forget(self) -> None:
        """Read every word anew, for the channel has learnt."""
        self._meant, self._odds = {}, {}
        self._weighed = {}

    def read(self, word: str) -> Reading:
        """Read a word."""
        odds = self.odds([word])[0]
        letters = unicodedata.normalize("NFC", word)
        known = self._weigh(self._channel.written_out(letters)).known
        return Reading(word, self._meant[word], odds, self._stands(letters), known)

    def meant(self, word: str) -> str:
        """Give what a word most likely says."""
        if word not in self._meant:
            self._read([word])
        return self._meant[word]

    def odds(self, batch: Collection[str]) -> list[float]:
        """Give for each word the nats by which swapped letters are likelier than none."""
        fresh = [word for word in batch if word not in self._odds]
        if fresh:
            self._read(fresh)
        return list(map(self._odds.__getitem__, batch))

    def changed(self, word: str) -> frozenset[str]:
        """Name the families of the letters that stand for others in a word."""
        letters = unicodedata.normalize("NFC", word)
        meant = self._weigh(self._channel.written_out(letters)).letters
        pairs = zip(letters, meant, strict=True)
        return frozenset([family(old) for old, new in pairs if old != new])

    def _read(self, batch: list[str]) -> None:
        """Read words together.

        A letter that can mean only one thing is written out first: what then is left to
        weigh is the same for many words, and is weighed once.
        """
        composed = unicodedata.normalize("NFC", "\n".join(batch))
        rests = self._channel.written_out(composed).split("\n")
        certain_cost, weighed = self._channel.certain_cost, self._weighed
        for word, letters, rest in zip(batch, composed.split("\n"), rests, strict=True):
            _, meant, cost, _ = weighed.get(rest) or self._weigh(rest)
            self._meant[word] = word if meant == letters else meant
            self._odds[word] = self._stands(letters) - cost - certain_cost(letters)

    def _stands(self, letters: str) -> float:
        """Give the cost of a composed word if it is genuine, which no lesson changes."""
        return math.inf if self._channel.is_forced(letters) else self._genuine_cost(letters)

    def may_begin_capital(self, word: str) -> bool:
        """Say whether the first letter, read as a small one, may be its capital as well."""
        options = self._channel.options[unicodedata.normalize("NFC", word)[0]]
        if len(options) == 1:
            return False
        first = self.meant(word)[0]
        costs = dict(options)
        limit = costs.get(first, 0.0) + EITHER_CASE
        return first.islower() and costs.get(first.upper(), math.inf) <= limit

    def _weigh(self, rest: str) -> _Weighed:
        """Weigh a word's readings against each other."""
        if rest in self._weighed:
            return self._weighed[rest]
        options = self._channel.options
        lattice = list(map(options.__getitem__, rest))
        best = tuple(map(options.first.__getitem__, rest))
        price, known = self._price("".join(best), math.inf)
        least = sum(map(options.cost.__getitem__, rest)) + price
        if min(map(options.gap.__getitem__, rest), default=math.inf) + COMMONEST < price:
            for path, cost in self._paths(lattice):
                if cost + COMMONEST < least:
                    price, is_known = self._price("".join(path), least - cost)
                    if cost + price < least:
                        best, least, known = path, cost + price, is_known
        meant = unicodedata.normalize("NFC", "".join(best))
        found = self._weighed[rest] = _Weighed(best, meant, least, known)
        return found

    def _price(self, reading: str, limit: float) -> tuple[float, bool]:
        """Give the cost of a reading but for its letters', and whether its word is known.

        `limit` is the cost from which on it need not be exact.
        """
        found = self._prices.get(reading)
        if found is None:
            case = _case_cost(reading)
            rarity, known = self.rarity(reading, limit=limit - case)
            found = case + rarity, known
            if known or limit == math.inf:
                self._prices[reading] = found
        return found

    def _paths(self, lattice: list[tuple[Option, ...]]) -> Iterable[tuple[tuple[str, ...], float]]:
        """Give the ways to take a word's letters, each with its cost, the cheapest first."""
        if math.prod(map(len, lattice)) > FEW:
            return self._likeliest(lattice)
        letters = [[letter for letter, _ in options] for options in lattice]
        costs = [[cost for _, cost in options] for options in lattice]
        return zip(product(*letters), map(sum, product(*costs)), strict=True)

    def _likeliest(self, lattice: list[tuple[Option, ...]]) -> list[tuple[tuple[str, ...], float]]:
        """Keep the readings that are likeliest by spelling, letter by letter."""
        beam: list[tuple[float, int, tuple[str, ...], float]] = [(0.0, 0, (), 0.0)]
        step = self._list.step
        for options in lattice:
            longer = []
            for cost, before, path, spent in beam:
                for letter, channel in options:
                    spelling, after = step(before, letter.lower())
                    longer.append(
                        (cost + spelling + channel, after, (*path, letter), spent + channel)
                    )
            longer.sort(key=itemgetter(0))
            beam = longer[:WIDTH]
        return [(path, spent) for _, _, path, spent in beam]

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
