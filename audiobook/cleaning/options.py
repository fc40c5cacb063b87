"""What each letter of a text may mean, laid out for reading many words fast.

In come a letter's meanings and their costs; out come its likeliest meaning of those that
words have, and what else it may mean, with the least that a word so read would cost more.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

Option = tuple[str, float]  # what a letter may mean, at what cost
HOPELESS = 11.0  # nats more than the likeliest meaning
MEANINGS = 12  # of a letter, at most
FOREIGN = 4.5  # nats for a letter that no alphabet of the language has, over a common word's
STRANGE = 10.5  # nats for one that no word of a list has: only a name can keep it
CAPITAL_INSIDE = 6.0  # nats for a capital after a small letter


class Rival(NamedTuple):
    """What else a letter may mean than it most likely does."""

    letter: str
    dearer: float  # nats that it costs more
    least: float  # nats that a word with it costs more at the least


Rivals = tuple[Rival, ...]  # the likeliest meaning itself comes first


class Options(dict[str, tuple[Option, ...]]):
    """What each letter may mean, the likeliest first; found when a letter is met.

    Dictionaries, and not methods, for a word's letters are looked up at once with `map`.
    """

    def __init__(
        self,
        meanings: Callable[[str], list[Option]],
        is_own: Callable[[str], bool],
        is_strange: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._meanings, self._is_own, self._is_strange = meanings, is_own, is_strange
        self.cost: dict[str, float] = {}  # of the likeliest meaning that words have
        self.gap: dict[str, float] = {}  # nats from there to the next within a word
        self.first_gap: dict[str, float] = {}  # and at its start
        self.within: dict[str, Rivals] = {}  # what may make a known word of another, inside
        self.first: dict[str, Rivals] = {}  # and at its start
        self.any: dict[str, Rivals] = {}  # whatever it makes
        self.likeliest = _Likeliest(self)

    def __missing__(self, letter: str) -> tuple[Option, ...]:
        meanings = sorted(self._meanings(letter), key=lambda option: option[1])
        least = meanings[0][1]
        found = tuple([one for one in meanings[:MEANINGS] if one[1] < least + HOPELESS])
        meant, cost = next((one for one in found if not self._is_strange(one[0])), found[0])
        self.cost[letter] = cost
        self.any[letter] = tuple([Rival(to, own - cost, own - least) for to, own in found])
        others = [
            Rival(to, own - cost, own - cost + self._least(to)) for to, own in found if to != meant
        ]
        likeliest = Rival(meant, 0.0, 0.0)
        self.first[letter] = (likeliest, *others)
        self.first_gap[letter] = min((rival.least for rival in others), default=math.inf)
        if not meant.isupper():
            others = [
                rival._replace(least=rival.least + CAPITAL_INSIDE * rival.letter.isupper())
                for rival in others
            ]
        self.within[letter] = (likeliest, *others)
        self.gap[letter] = min((rival.least for rival in others), default=math.inf)
        self[letter] = found
        return found

    def _least(self, letter: str) -> float:
        """Give the nats that any word with a letter costs more than the commonest."""
        if self._is_own(letter):
            return 0.0
        return STRANGE if self._is_strange(letter) else FOREIGN


class _Likeliest(dict[int, str]):
    """What letters most likely mean, of what words have, for `str.translate`."""

    def __init__(self, options: Options) -> None:
        super().__init__({ord("\n"): "\n"})
        self._options = options

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter not in self._options:
            self._options[letter]
        meant = self[code] = self._options.first[letter][0].letter
        return meant
