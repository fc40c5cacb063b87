"""Cuts a text into words, and hides from repair what only looks damaged.

A word is a run of letters, their marks and signs that pass for letters; an apostrophe
within stays.  Phonetic transcriptions, units and addresses are hidden.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

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
_PHONETIC = re.compile(
    "[\u0250-\u02af\u02b0\u02c8\u02cc\u02d0\u02d1\u014b\u00f0\u03b8\u00e6\u03b2\u03c7]"
)


Token = tuple[int, int, str]  # where a word starts and ends, and the word


@cache
def pattern() -> re.Pattern[str]:
    """Give the pattern of a word."""
    signs = "".join(re.escape(c) for c in latin() if not re.match(r"[^\W\d_]", c))
    letters = rf"(?:[^\W\d_]+|[{signs}{_MARKS}])+"
    return re.compile(rf"{letters}(?:[{APOSTROPHES}]{letters})*")


def tokens(text: str) -> list[Token]:
    """Give the words that may be repaired, in order."""
    found = [(*match.span(), match[0]) for match in pattern().finditer(text)]
    found = [
        token
        for token in found
        if token[2].isascii() or (token[1] - token[0] <= LONGEST and _is_word(token[2]))
    ]
    hidden = [
        match.span()
        for match in _PROTECTED.finditer(text)
        if match[0][0] not in "/[" or _PHONETIC.search(match[0])
    ]
    return _outside(hidden, found) if hidden else found


def _outside(hidden: list[tuple[int, int]], found: list[Token]) -> list[Token]:
    seen, at = [], 0
    for token in found:
        while at < len(hidden) and hidden[at][1] <= token[0]:
            at += 1
        if at == len(hidden) or hidden[at][0] >= token[1]:
            seen.append(token)
    return seen


def _is_word(run: str) -> bool:
    """Say whether a run has a letter in it, a circled or squared one included."""
    return any(sign.isalpha() for sign in run) or any(
        "LATIN" in unicodedata.name(sign, "") for sign in run
    )
