"""Rules that replace stretches of a text: a pattern, and what its match becomes.

All rules look at the same text, earlier ones first; a stretch that one has taken
is closed to the others, so no rule ever sees another's words, and whatever no
rule took comes back letter for letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Need: TypeAlias = Literal["", "digit", "dot", "capitals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What differs between English-speaking countries."""

    british: bool = False  # "one hundred and five", "kilometres", 3/4 is the third of April


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of writing and how it is said; `say` gives None to leave it alone."""

    kind: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], Dialect], str | None]
    need: Need = ""  # the rule is not tried on a text that lacks this
    group: str = ""  # the part of the match that is replaced; "" is all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch of a text and the words that take its place."""

    start: int
    end: int
    said: str
    kind: str


def rule(
    kind: str,
    pattern: str,
    say: Callable[[re.Match[str], Dialect], str | None],
    need: Need = "",
    group: str = "",
) -> Rule:
    """Make a rule of a pattern that is not compiled yet."""
    return Rule(kind=kind, pattern=re.compile(pattern), say=say, need=need, group=group)


_HAS: dict[Need, re.Pattern[str]] = {
    "digit": re.compile(r"[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"),
    "dot": re.compile(r"\."),
    "capitals": re.compile(r"[IVXLCDM]|[A-Z]{2}"),
}


def changes(
    text: str, rules: Iterable[Rule], dialect: Dialect, taken: Iterable[Change] = ()
) -> tuple[Change, ...]:
    """Find what the rules replace, in order of place, beside what is `taken` already."""
    found = sorted(taken, key=lambda change: change.start)
    starts = [change.start for change in found]
    has = {need: pattern.search(text) is not None for need, pattern in _HAS.items()}
    has[""] = True
    for rule in rules:
        if not has[rule.need]:
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span(rule.group or 0)
            place = bisect_left(starts, start)
            if _is_closed(found, place, start, end):
                continue
            said = rule.say(match, dialect)
            if said is None:
                continue
            starts.insert(place, start)
            found.insert(place, Change(start=start, end=end, said=said, kind=rule.kind))
    return tuple(found)


def _is_closed(found: list[Change], place: int, start: int, end: int) -> bool:
    before = place > 0 and found[place - 1].end > start
    after = place < len(found) and found[place].start < end
    return before or after or start == end


def replaced(text: str, found: Iterable[Change]) -> str:
    """Put the words of each change in its place.

    >>> replaced("6 ft. tall", (Change(start=0, end=5, said="six feet", kind="unit"),))
    'six feet tall'
    """
    pieces: list[str] = []
    at = 0
    for change in found:
        pieces += (text[at : change.start], change.said)
        at = change.end
    return "".join(pieces) + text[at:]


_LETTERS = re.compile(r"[^\W\d_]{2,}")


def is_sentence(text: str) -> bool:
    """Tell a whole sentence from a fragment such as "5 ft. 2 in." or "Downing St.".

    >>> is_sentence("The snow was 6 in."), is_sentence("5 ft. 2 in."), is_sentence("10 Downing St.")
    (True, False, False)
    """
    words = _LETTERS.findall(text[:200])
    opens = text.lstrip("“‘\"'(—")[:1]
    some_small = any(word.islower() and len(word) > 2 for word in words)
    return len(words) >= 3 and some_small and (opens.isupper() or opens.isdigit())


def ends_sentence(text: str, at: int) -> bool:
    """Say whether a whole sentence ends here, so that the full stop before was also its.

    >>> ends_sentence("The snow was 6 in.”", 18), ends_sentence("The snow was 6 in. deep", 18)
    (True, False)
    """
    rest = text[at : at + 8]
    return at + 8 >= len(text) and not rest.strip(" ”’\"')]…") and is_sentence(text)
