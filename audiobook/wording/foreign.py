"""Abbreviations and numbers in other languages.

Numbers are left to the engines that say them, and put in words for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobook.wording.abroad import rules
from audiobook.wording.rules import Change, Dialect, Rule
from audiobook.wording.rules import changes as _changes

# espeak reads numbers in most languages, and piper and kokoro read with espeak.
_ESPEAK = frozenset({"pyttsx3", "piper", "kokoro"})
# Those in which a bare cardinal needs no inflection for its gender or case.
_CODES = "de nl sv da nb no fi hu tr id fr es it pt ro"
_CARDINALS = frozenset(_CODES.split())

_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,9}(?![\w%:/-]|[.,]\d|\.)")


def changes(text: str, language: str, engine: str, taken: Iterable[Change]) -> tuple[Change, ...]:
    """Say abbreviations in words, and plain whole numbers where the engine cannot read them."""
    base = language.lower().split("-")[0]
    taken = _changes(text, rules(base), Dialect(), taken)
    if engine in _ESPEAK or base not in _CARDINALS or not _NUMBER.search(text):
        return taken

    def say(match: re.Match[str], dialect: Dialect) -> str | None:
        from num2words import num2words  # slow to import; needed by few books

        return str(num2words(int(match.group()), lang=base))

    return _changes(text, (Rule(kind="number", pattern=_NUMBER, say=say),), Dialect(), taken)
