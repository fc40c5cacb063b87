"""Reads words: what a word most likely says if letters in it were swapped, or if none was.

Both readings have a cost in nats, so that the decision between them is a subtraction.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from itertools import product
from typing import NamedTuple

from audiobook.cleaning.channel import Channel, Option, family
from audiobook.cleaning.letters import parts, script
from audiobook.cleaning.tokens import APOSTROPHES
from audiobook.cleaning.words import CYRILLIC, GREEK, LATIN, UNKNOWN, WordList, words

COMMONEST = 1.0  # nats; no word costs less
FEW = 96  # readings of a word that are weighed one by one
WIDTH = 32  # readings kept from letter to letter where there are more
SMALL_CAPITAL = 4.0  # nats for each; no language has them in its alphabet
DECORATION = 10.0  # nats for each letter that is bold, circled or raised on purpose
EITHER_CASE = 4.0  # nats by which a small letter may be likelier than its capital
NAME = 11.0  # nats for a name, at the least
COMMON_NOUN = 5.0  # nats for a foreign word in its own accents and no capital
PLAUSIBLE = 2.4  # nats a letter
#: Δx, πr, hν; TGFβ: a formula, or a scientist's name.
_FORMULA = re.compile(
    "[α-θκ-ξπ-τφ-ωΓΔΘΛΞΠΣΦΨΩ][dfghkmnpqrstvxyz][²³]?|[α-ω][A-Z]|[EFVdhkmnx]ν|[A-Z]{2,4}[α-ω]"
)
_POWER = re.compile("[A-Za-z][ⁱⁿˡ-ˣʰ-ʸᵃ-ᵿᵢ-ᵪₐ-ₜᶜᶠᶻ]{1,2}")  # aⁿ, xᵢ
_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class Reading(NamedTuple):
    """A word as it stands, what it most likely says, and the cost of either belief."""

    word: str
    meant: str
    swapped: float  # nats, if letters were swapped
    genuine: float  # nats, if none was
    known: bool  # the word meant is in the language's list, or plain elsewhere in the text
    strange: frozenset[str]  # the families of the letters that changed


class Reader:
    """Reads the words of one text in its language."""

    def __init__(self, language: str, channel: Channel, plain: Mapping[str, int]) -> None:
        self.language = language
        self._list = words(language)
        self._channel = channel
        self._plain = plain
        self._spoken = max(1000, sum(plain.values()))
        self._seen: dict[str, Reading] = {}

    def forget(self) -> None:
        """Read every word anew, for the channel has learnt."""
        self._seen = {}

    def read(self, word: str) -> Reading:
        """Read a word."""
        reading = self._seen.get(word)
        if reading is None:
            reading = self._seen[word] = self._read(word)
        return reading

    def capitalised(self, word: str) -> str:
        """Give what a word says with a capital where its first letter may be one."""
        meant = self.read(word).meant
        capital = meant[:1].upper()
        options = dict(self._channel.options(unicodedata.normalize("NFC", word)[0]))
        if capital not in options or options[capital] > options.get(meant[0], 0.0) + EITHER_CASE:
            return meant
        return capital + meant[1:]

    def _read(self, word: str) -> Reading:
        composed = unicodedata.normalize("NFC", word)
        lattice = [self._channel.options(letter) for letter in composed]
        best, cost, known = self._best(lattice)
        meant = unicodedata.normalize("NFC", "".join(best))
        changed = zip(composed, best, strict=True)
        return Reading(
            word=word,
            meant=word if meant == composed else meant,
            swapped=cost,
            genuine=math.inf if self._channel.is_forced(word) else self.genuine(composed),
            known=known,
            strange=frozenset([family(old) for old, new in changed if old != new]),
        )

    # -- if letters were swapped

    def _best(self, lattice: list[tuple[Option, ...]]) -> tuple[list[str], float, bool]:
        count = math.prod([len(options) for options in lattice])
        paths = product(*lattice) if count <= FEW else iter(self._likeliest(lattice))
        best: tuple[Option, ...] = ()
        least, is_known = math.inf, False
        for path in paths:
            cost = sum([cost for _, cost in path])
            if cost + COMMONEST >= least:
                continue
            reading = "".join([letter for letter, _ in path])
            cost += _case_cost(reading)
            rarity, known = self.rarity(reading, limit=least - cost)
            cost += rarity
            if cost < least:
                best, least, is_known = path, cost, known
        return [letter for letter, _ in best], least, is_known

    def _likeliest(self, lattice: list[tuple[Option, ...]]) -> list[tuple[Option, ...]]:
        """Keep the readings that are likeliest by spelling, letter by letter."""
        beam: list[tuple[float, int, tuple[Option, ...]]] = [(0.0, 0, ())]
        step = self._list.step
        for options in lattice:
            longer = []
            for cost, before, path in beam:
                for letter, channel in options:
                    spelling, after = step(before, letter.lower())
                    longer.append((cost + spelling + channel, after, (*path, (letter, channel))))
            longer.sort(key=lambda entry: entry[0])
            beam = longer[:WIDTH]
        return [path for _, _, path in beam]

    def rarity(
        self, reading: str, *, here: bool = True, limit: float = math.inf
    ) -> tuple[float, bool]:
        """Give the cost of a word of the text's language, and whether it is known.

        `here` counts a word as known that stands plainly elsewhere in the text; `limit` is
        the cost from which on it need not be exact.
        """
        word = plainly(reading)
        found = self._rarity_in_list(word)
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

    def _rarity_in_list(self, word: str) -> float | None:
        found = self._list.known(word)
        if found is None and "'" in word:
            pieces = [self._list.known(piece) for piece in word.split("'") if piece]
            if pieces and None not in pieces:
                return sum(piece for piece in pieces if piece is not None)
        return found

    # -- if none was

    def genuine(self, word: str) -> float:
        """Give the cost of a word as it stands, in whatever language has such words."""
        names = [name for name in map(script, word) if name != "SIGN"]
        if len(set(names)) != 1:
            return _mixed_cost(word, names)
        if names[0] == "DECORATED":
            return DECORATION * len(names)
        if names[0] == "CYRILLIC":
            return _rarity(word, self._cyrillic)
        if names[0] == "GREEK":
            return 9.0 if len(word) == 1 else _rarity(_monotonic(word), self._greek)
        if names[0] == "LATIN":
            return self._strange_latin(word)
        return 4.0 + 3.3 * len(word)

    def _strange_latin(self, word: str) -> float:
        capitals = sum("SMALL CAPITAL" in unicodedata.name(letter, "") for letter in word)
        return min(_rarity(word, self._latin), 8.0 + 2.8 * len(word) + SMALL_CAPITAL * capitals)

    @cached_property
    def _latin(self) -> list[WordList]:
        return [words(language) for language in LATIN if language != self.language]

    @cached_property
    def _cyrillic(self) -> list[WordList]:
        return [words(language) for language in CYRILLIC]

    @cached_property
    def _greek(self) -> list[WordList]:
        return [words(language) for language in GREEK]


def plainly(word: str) -> str:
    """Spell a word as the lists do: small letters, straight apostrophes, composed.

    >>> plainly("D’Été")
    "d'été"
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.translate(_STRAIGHT).casefold())


def _rarity(word: str, lists: list[WordList]) -> float:
    word = plainly(word)
    known = [found for one in lists if (found := one.known(word)) is not None]
    return min(known) if known else UNKNOWN + min(one.spelling(word) for one in lists)


def _mixed_cost(word: str, names: list[str]) -> float:
    scripts = set(names)
    if _POWER.fullmatch(word):
        return 3.0
    if scripts == {"LATIN", "GREEK"} and names.count("GREEK") == 1 and _FORMULA.fullmatch(word):
        return 8.0 + 2.0 * len(word)
    return 20.0 * max(1, len(scripts) - 1) + 5.0 * len(word)


def _monotonic(word: str) -> str:
    """Spell Greek with one accent, as the word list does."""
    spelt = unicodedata.normalize("NFD", word)
    for mark in "\u0313\u0314\u0345":
        spelt = spelt.replace(mark, "")
    for mark in "\u0300\u0342":
        spelt = spelt.replace(mark, "\u0301")
    return unicodedata.normalize("NFC", spelt)


def _case_cost(reading: str) -> float:
    """Give the cost of capitals where no writer puts them."""
    if reading.islower():
        return 0.0
    if len(reading) == 1:
        return 1.0
    if reading.isupper():
        return 3.0
    inner = sum(letter.isupper() for letter in reading[1:])
    return 2.0 + 6.0 * min(inner, 3)
