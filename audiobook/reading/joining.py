"""The lines of a paragraph joined: hyphens at line ends, dashes, spaces.

Whether a hyphen at a line's end belongs to the word is asked of the book itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u2011\u00ad]$")
_NEXT = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """How often each word of the book stands within a line."""

    counts: Counter[str] = field(default_factory=Counter)
    is_hyphenating: bool = False  # most words broken at a line's end have no hyphen elsewhere

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Decide between "by-\\nword", one word, and "half-\\npast", two."""
        first, second = before.casefold(), after.casefold()
        joined, parted = self.counts[first + second], self.counts[f"{first}-{second}"]
        if joined != parted:
            return parted > joined
        if before[0].isupper() and after[0].isupper():
            return True
        if self.is_hyphenating:
            return False
        return len(first) > 2 and self.counts[first] > 0 and self.counts[second] > 0


def words_of(lines: Iterable[str]) -> Words:
    """Count the words of a text, but for those that a line's end has broken."""
    counts: Counter[str] = Counter()
    broken: list[tuple[str, str]] = []
    head = ""  # the first half of a word that the line before has broken
    for line in lines:
        ending = _BROKEN.search(line)
        found = _WORD.findall(line[: ending.start()] if ending else line)
        if head and found:
            broken.append((head, found[0].casefold()))
            found = found[1:]
        counts.update(word.casefold() for word in found)
        head = ending[1].casefold() if ending else "" if line.strip() else head
    joined = sum(counts[first + second] > 0 for first, second in broken)
    parted = sum(counts[f"{first}-{second}"] > 0 for first, second in broken)
    return Words(counts, is_hyphenating=joined > 3 * parted)


def has_broken_words(lines: Iterable[str]) -> bool:
    """Say whether any line ends in a hyphen after a letter."""
    return any(_BROKEN.search(line) for line in lines)


def join(lines: Iterable[str], words: Words) -> str:
    """Join wrapped lines into one.

    >>> join(["He came by-", "way of the half--", "built barn."], words_of(["a byway"]))
    'He came byway of the half--built barn.'
    """
    pieces: list[str] = []
    last = ""
    for line in lines:
        line = " ".join(line.split())
        if not line:
            continue
        broken, after = _BROKEN.search(last), _NEXT.match(line)
        if _dash_joins(last, line):
            pieces.append(line)
        elif broken and after:
            if last[-1] == "\u00ad" or not words.keeps_hyphen(broken[1], after[0]):
                pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        else:
            pieces.append(f" {line}" if pieces else line)
        last = line
    return "".join(pieces)


def _dash_joins(before: str, after: str) -> bool:
    """Say whether a dash at the line's end or start stands close to both words."""
    at_end = before.endswith(("--", "—")) and not before.endswith((" --", " —"))
    at_start = after.startswith(("--", "—")) and not after.startswith(("-- ", "— "))
    return bool(before) and (at_end or at_start)
