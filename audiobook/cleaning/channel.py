"""The noisy channel: how often, in this text, a letter was written as another.

It starts from how alike letters are and learns from words whose reading is certain.  Costs
are nats, minus the logarithm of P(letter as written | letter meant).
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from audiobook.cleaning.letters import LAST_COMMON, Likenesses, is_caseless, latin, parts, script
from audiobook.cleaning.options import Option, Options
from audiobook.cleaning.tokens import APOSTROPHES

HOPED = 0.25  # chance of a swap before anything is learnt
PRIOR = 3.0  # letters that what was believed before weighs
NEW = 1.0  # letters that a swap not met yet may weigh, at the most
UNSEEN = 0.0002  # chance of a swap by a script that swaps nothing in this text
KEPT_ACCENT = 0.5  # nats: a letter and its accent are both as they were, in another script
STRANGE = 3.0  # nats for a letter of a strange alphabet in a genuine name
COMMON = 0.1  # how much less like others a letter is that names in any language have
_AT_HOME = frozenset("æœøßðþđłÆŒØÐÞĐŁ")
LOST = 0.01  # how much less likely a letter loses the accent that it could keep
DROPPED = 0.05  # likeness of an accented letter and a plain one
DOTS = "\u0307\u0323\u0331\u0325\u032d"  # marks so small that they pass unseen
MANY = 50.0  # words that must hold a letter before its swaps can all have been met
FIRST = 1.0  # words that may have taught a letter's meaning by mistake,
FIRST_DAMAGED = 0.5  # fewer where the text is damaged for sure,
SECOND = 2.0  # and more for a second meaning
BUSY = 2.0  # nats for a second meaning of a letter that has a first
OTHER_CASE = 0.2  # how much less likely a capital stands for a small letter
SUGGESTED = 0.4  # likeness of a letter that only the words speak for
#: Families of letters of the Latin script, and signs, that are not the text's own.
STRANGE_LATIN = frozenset({"LATIN", "DOTTED", "ACCENTED", "SIGN"})
MARKS = frozenset(map(chr, range(0x300, 0x370))) | frozenset(APOSTROPHES)


class Channel:
    """What each letter may mean, by what has been learnt so far."""

    def __init__(
        self,
        alphabet: str,
        likenesses: Mapping[str, Likenesses],
        *,
        force: Mapping[str, str],
        forbid: Iterable[str],
    ) -> None:
        own = {*alphabet, *alphabet.upper(), "ß", *MARKS, *forbid}
        if "ı" in own:
            own.add("İ")
        self.own = frozenset(own.difference(force))  # letters that need no repair
        #: Those that show a word's script, as apostrophes and marks do not.
        self.plain = frozenset([x for x in self.own if x.isalpha() and x not in MARKS])
        self.alphabet = alphabet
        self._force = force
        self._likenesses = likenesses
        self._base = "LATIN" if likenesses is latin() else script(alphabet[-1])
        self._counts: Mapping[str, Mapping[str, float]] = {}
        self._meant: Mapping[str, float] = {}
        self._rates: dict[str, float] = {}
        self._novelty: dict[str, float] = {}
        self._totals: dict[str, float] = {}
        self._learnt = False
        self._doubt = FIRST
        self._rejected: frozenset[str] = frozenset()
        self._suggested: dict[str, str] = {}
        self._forget()

    @property
    def is_latin(self) -> bool:
        """Say whether the text's own alphabet is Latin."""
        return self._base == "LATIN"

    def learn(self, counts: Mapping[str, Mapping[str, float]], meant: Mapping[str, float]) -> None:
        """Take over how often each letter stood for another, and how often each was meant."""
        self._counts, self._meant = counts, meant
        self._totals = {letter: sum(targets.values()) for letter, targets in counts.items()}
        total = sum(meant.values()) or 1
        by_family: dict[str, float] = defaultdict(float)
        for letter, count in self._totals.items():
            by_family[family(letter)] += count
        self._rates = {name: min(0.3, count / total) for name, count in by_family.items()}
        self._novelty = _novelty(self._totals)
        self._learnt = True
        self._forget()

    def suggest(self, found: Mapping[str, str]) -> None:
        """Weigh from now on that these letters mean others, however unlike they are."""
        self._suggested.update(found)
        self._forget()

    def reject(self, families: Iterable[str]) -> None:
        """Take letters of these families as they stand from now on."""
        self._rejected = frozenset(families)
        self._forget()

    def trust(self) -> None:
        """Take the text for damaged from now on: a single word may teach what a letter means."""
        self._doubt = FIRST_DAMAGED
        self._forget()

    @property
    def has_forced(self) -> bool:
        """Say whether the user has said what any letter means."""
        return bool(self._force)

    def is_forced(self, word: str) -> bool:
        """Say whether the user has said what a letter of the word means."""
        return any(letter in self._force for letter in word)

    def is_own(self, letter: str) -> bool:
        """Say whether a letter needs no repair: plain, or of the language's alphabet."""
        return letter in self.own

    def is_akin(self, letter: str) -> bool:
        """Say whether a letter is of the script of the text's own alphabet."""
        return script(letter) == self._base

    def likeness(self, letter: str) -> float:
        """Say how alike a letter is to the one that the table says it may stand for."""
        return max((weight for _, weight in self._likenesses.get(letter, ())), default=0.0)

    def is_strange(self, letter: str) -> bool:
        """Say whether no word of the text's language can have a letter."""
        return (
            self.is_latin and letter > LAST_COMMON and not (letter in self.own or parts(letter)[1])
        )

    def written_out(self, letters: str) -> str:
        """Write each letter as what it most likely means, of what words may have."""
        return letters.translate(self.options.likeliest)

    def _forget(self) -> None:
        self.options = Options(self.meanings, self.is_own, self.is_strange)

    def meanings(self, letter: str) -> list[Option]:
        """List what a letter may mean, however unlikely."""
        if self.is_own(letter):
            return [(letter, 0.0)]
        if letter in self._force:
            return [(self._force[letter], 0.0)]
        found: dict[str, float] = {}
        base, marks = parts(letter)
        if self.is_akin(letter) or not letter.isalpha():
            found[letter] = STRANGE
        if family(letter) in self._rejected:
            return list(found.items()) or [(letter, 0.0)]
        at_home = COMMON if letter in _AT_HOME else 1.0
        for target, likeness in self._alike(letter):
            kept = marks and _joined(target, marks) in self.own  # an accent is rarely lost
            weight = likeness * at_home * (LOST if kept else 1.0)
            found[target] = self._cost(letter, target, weight)
        if marks and base in self.own and self._base == "LATIN":
            weight = DROPPED if not set(marks) <= set(DOTS) else 0.5
            found[base] = self._cost(letter, base, weight)
        elif marks:
            for target, weight in self._likenesses.get(base, ()):
                found.setdefault(
                    _joined(target, marks), self._cost(base, target, weight) + KEPT_ACCENT
                )
        if not found:
            return [(letter, 12.0)]
        return list(found.items())

    def _alike(self, letter: str) -> Likenesses:
        """Give what a letter may stand for; for one without case only small letters."""
        alike = self._likenesses.get(letter, ())
        if letter in self._suggested:
            alike = (*alike, (self._suggested[letter], SUGGESTED))
        if not self.is_latin:
            return alike
        if letter.isupper() and not is_caseless(letter):
            return tuple((to, w * OTHER_CASE if to.islower() else w) for to, w in alike)
        if not is_caseless(letter):
            return alike
        folded: dict[str, float] = {}
        for target, weight in alike:
            folded[target.lower()] = max(weight, folded.get(target.lower(), 0.0))
        return tuple(folded.items())

    def _cost(self, letter: str, target: str, weight: float) -> float:
        if not self._learnt:
            return -math.log(weight * HOPED)
        name = family(letter)
        rate = self._rates.get(name, 0.0) + UNSEEN
        met, total = self._meant.get(target, 0.0), self._totals.get(letter, 0.0)
        prior = PRIOR * rate + min(NEW, 10 * PRIOR * rate) * met / (met + MANY)
        if total < 1.5:
            prior *= self._novelty.get(name, 1.0)
        counts = self._counts.get(letter, {})
        count = counts.get(target, 0.0)
        count = max(
            0.0, count - (self._doubt if count == max(counts.values(), default=0.0) else SECOND)
        )
        cost = -math.log((count + prior * weight) / (met + PRIOR))
        return cost + (BUSY if total > 3 + 20 * count else 0.0)


@lru_cache(maxsize=65536)
def family(letter: str) -> str:
    """Name the kind of swap that a letter would be.

    >>> [family(letter) for letter in "пṇéɲ¢"]
    ['CYRILLIC', 'DOTTED', 'ACCENTED', 'LATIN', 'SIGN']
    """
    base, marks = parts(letter)
    if marks and base.isascii():
        return "DOTTED" if set(marks) <= set(DOTS) else "ACCENTED"
    return script(letter)


def _novelty(totals: Mapping[str, float]) -> dict[str, float]:
    """Say for each family how likely its next swap is of a letter not met (Good and Turing)."""
    once: dict[str, float] = defaultdict(float)
    met: dict[str, float] = defaultdict(float)
    for letter, total in totals.items():
        met[family(letter)] += total
        once[family(letter)] += total < 1.5
    return {name: min(1.0, (once[name] + 1) / (total + 1)) for name, total in met.items()}


def _joined(base: str, marks: str) -> str:
    return unicodedata.normalize("NFC", base + marks)
