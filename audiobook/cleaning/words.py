"""How common a word is in a language, and how likely an unknown one is to be spelt so.

The lists are made by `data/build_words.py` from wordfreq's data (see `data/README.md`).
Scores are nats, minus the natural logarithm of a probability: smaller is likelier.
"""

from __future__ import annotations

import struct
import sys
import unicodedata
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from operator import itemgetter

from audiobook.cleaning.tokens import APOSTROPHES

NATS = 12  # steps a nat in the files' bytes
PAD = "\0"  # stands before and after a word in trigrams
UNKNOWN = 6.0  # nats for a word being in no list at all

LATIN = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sl", "sh", "hu", "ro", "ca", "sv",
    "da", "nb", "fi", "is", "lt", "lv", "tr", "id", "ms", "fil", "vi",
)  # fmt: skip
CYRILLIC = ("ru", "uk", "bg", "mk", "sr")
GREEK = ("el",)
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def checksum(word: str) -> int:
    """Give the number that stands for a word in a list."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


class WordList:
    """The words of one language."""

    def __init__(self, packed: bytes) -> None:
        count, size = struct.unpack_from("<IH", packed)
        start = struct.calcsize("<IH") + size
        self.alphabet = packed[start - size : start].decode()
        self.letters = frozenset(self.alphabet + "'")
        side = len(self.alphabet) + 2
        self._side = side
        self._place = {letter: place for place, letter in enumerate(PAD + self.alphabet)}
        self._trigrams = packed[start : start + side**3]
        self._rarity = packed[start + side**3 : start + side**3 + count]
        self._sums = _unstepped(packed[-4 * count :])
        self._seen: dict[str, float | None] = {}

    def known(self, word: str) -> float | None:
        """Say how rare a lower-case word is, in nats; None where the list lacks it.

        >>> words("en").known("the") < words("en").known("thud")
        True
        >>> words("en").known("thpk") is None
        True
        """
        seen = self._seen
        if word in seen:
            return seen[word]
        value = checksum(word)
        at = bisect_left(self._sums, value)
        found = None
        if at < len(self._sums) and self._sums[at] == value:
            found = self._rarity[at] / NATS
        seen[word] = found
        return found

    def spelling(self, word: str) -> float:
        """Say how unlikely a language's new word is to be spelt so, in nats.

        >>> words("en").spelling("thang") < words("en").spelling("thaug")
        True
        """
        side, table, place = self._side, self._trigrams, self._place
        before, cost = 0, 0
        for letter in word:
            code = place.get(letter, side - 1)
            cost += table[before * side + code]
            before = (before * side + code) % (side * side)
        return (cost + table[before * side]) / NATS

    def likeliest(
        self, lattice: Sequence[Sequence[tuple[str, float, float]]], width: int
    ) -> list[tuple[str, float]]:
        """Keep the `width` likeliest ways to spell a word, letter by letter.

        `lattice` gives for each place letters and their costs (and what else is known of them);
        each way comes with the sum of its costs.
        """
        side, table = self._side, self._trigrams
        ways: list[tuple[float, int, str, float]] = [(0.0, 0, "", 0.0)]
        for options in lattice:
            coded = [
                (self._place.get(letter.lower(), side - 1), letter, cost)
                for letter, cost, _ in options
            ]
            ways = [
                (
                    total + table[before * side + code] / NATS + cost,
                    (before * side + code) % (side * side),
                    way + letter,
                    spent + cost,
                )
                for total, before, way, spent in ways
                for code, letter, cost in coded
            ]
            if len(ways) > width:
                ways.sort(key=itemgetter(0))
                del ways[width:]
        return [(way, spent) for _, _, way, spent in ways]


def _unstepped(planes: bytes) -> array[int]:
    count = len(planes) // 4
    steps = bytearray(len(planes))
    for byte in range(4):
        steps[byte::4] = planes[byte * count : (byte + 1) * count]
    sums = array("I")
    sums.frombytes(bytes(steps))
    if sys.byteorder == "big":
        sums.byteswap()
    return array("I", accumulate(sums))


@cache
def words(language: str) -> WordList:
    """Read the list of a language; each is read once."""
    path = files("audiobook.cleaning") / "data" / "words" / f"{language}.words"
    return WordList(zlib.decompress(path.read_bytes()))


def plainly(word: str) -> str:
    """Spell a word as the lists do: small letters, straight apostrophes, composed.

    >>> plainly("D’Été")
    "d'été"
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.translate(_STRAIGHT).casefold())
