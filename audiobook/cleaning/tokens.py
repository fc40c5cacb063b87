"""Cuts a text into words, and hides from repair what only looks damaged.

A word is a run of letters, their marks and signs that pass for letters; an apostrophe
within stays.  Phonetic transcriptions, units and addresses are hidden.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple

from audiobook.cleaning.letters import latin

#: Anything that no plain text of a western language holds: without it there is nothing to do.
TRIGGER = re.compile(
    "[^\x00-\u0125\u0128-\u0130\u0132-\u0137\u0139-\u0149\u014c-\u0165\u0168-\u017e"
    "\u0192\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u02bb-\u02bd\u02c6\u02da\u02dc"
    "\u0300-\u0304\u0306-\u030c\u0323\u0327\u0328"
    "\u1e9e\u2000-\u2050\u2070-\u207e\u20a0-\u20c0\u2116\u2122\u2150-\u215e\u2190-\u22ff\u2500-\u27bf"
    "\ufeff\ufffd\U0001f000-\U0001f12f\U0001f1e6-\U0001faff]"
)
APOSTROPHES = "'’ʼ՚＇‘"
LONGEST = 80  # letters of a word; a longer run is none, or a script without spaces
_MARKS = "\u0300-\u036f"
_PROTECTED = re.compile(
    r"/[^/\s]{1,40}/"  # phonemes between slashes
    r"|\[[^\]\s]{1,40}\]"  # and brackets
    r"|(?<![^\W\d_])[0-9][0-9.,]*[ \u00a0\u2009\u202f]?"  # a number, then micrometres or ohms
    r"[\u03bc\u00b5kMGm]?(?:[\u03bc\u00b5][a-zA-Z]{1,3}|[\u03a9\u2126])(?!\w)"
)
_NAMED = re.compile("LATIN|ROMAN NUMERAL")  # how Unicode names signs that are letters
_PHONETIC = re.compile(
    "[\u0250-\u02af\u02b0\u02c8\u02cc\u02d0\u02d1\u014b\u00f0\u03b8\u00e6\u03b2\u03c7]"
)


class Tokens(NamedTuple):
    """The words of a text in order: one place in each list for every word."""

    words: list[str]
    gaps: list[str]  # what stands between a word and the one before it
    starts: list[int]  # where in the text it starts


@cache
def _letters() -> str:
    """Give the pattern of a run of letters, their marks and signs that pass for letters."""
    signs = "".join(re.escape(c) for c in latin() if not re.match(r"[^\W\d_]", c))
    return rf"(?:[^\W\d_]+|[{signs}{_MARKS}])+"


def pattern(letters: str) -> re.Pattern[str]:
    """Give the pattern of a word, its apostrophes within, by that of a run of letters."""
    return re.compile(rf"({letters}(?:[{APOSTROPHES}]{letters})*)")


def tokens(text: str) -> Tokens:
    """Give the words that may be repaired, in order.

    >>> tokens("No, пo!").words
    ['No', 'пo']
    """
    is_letter = re.compile(_letters()).fullmatch
    met = re.escape("".join(filter(is_letter, set(text))))
    if not met:
        return Tokens([], [], [])
    pieces = pattern(f"[{met}]+").split(text)  # gap, word, gap, ..., gap; faster by letters met
    starts = list(accumulate(map(len, pieces)))[:-1:2]
    found = Tokens(pieces[1::2], pieces[:-1:2], starts)
    odd = {
        word
        for word in set(found.words)
        if not word.isascii() and (len(word) > LONGEST or not (word.isalpha() or _is_word(word)))
    }
    if odd:
        found = _without({i for i, word in enumerate(found.words) if word in odd}, found, text)
    return shown(text, found)


def rewritten(found: Tokens, words: list[str]) -> Tokens | None:
    """Give the words of a text of which some were rewritten; None where one no more is a word.

    >>> rewritten(tokens("пo, she"), ["no", "she"]).starts
    [0, 4]
    """
    is_word = pattern(_letters()).fullmatch
    if not all(map(is_word, set(words).difference(found.words))):
        return None
    lengths = chain.from_iterable(zip(map(len, found.gaps), map(len, words), strict=True))
    return Tokens(words, found.gaps, list(accumulate(lengths))[::2])


def shown(text: str, found: Tokens) -> Tokens:
    """Leave out the words that reach into what is protected."""
    hidden = _hidden(text, found)
    return _without(hidden, found, text) if hidden else found


def _hidden(text: str, found: Tokens) -> set[int]:
    """Name the words that reach into what is protected."""
    hidden: set[int] = set()
    for match in _PROTECTED.finditer(text):
        if match[0][0] not in "/[" or _PHONETIC.search(match[0]):
            start, end = match.span()
            first = bisect_right(found.starts, start)
            if first and found.starts[first - 1] + len(found.words[first - 1]) > start:
                first -= 1
            hidden.update(range(first, bisect_left(found.starts, end)))
    return hidden


def _without(dropped: set[int], found: Tokens, text: str) -> Tokens:
    words, gaps, starts = found
    left, end = Tokens([], [], []), 0
    first = 0
    for place in (*sorted(dropped), len(words)):
        if first < place:
            left.words.extend(words[first:place])
            left.starts.extend(starts[first:place])
            left.gaps.append(text[end : starts[first]])
            left.gaps.extend(gaps[first + 1 : place])
            end = starts[place - 1] + len(words[place - 1])
        first = place + 1
    return left


def _is_word(run: str) -> bool:
    """Say whether a run has a letter, circled or not, or only signs that pass for letters."""
    return (
        any(map(str.isalpha, run))
        or any(_NAMED.search(unicodedata.name(sign, "")) for sign in run)
        or (len(run) > 1 and all(sign in latin() for sign in run))
    )
