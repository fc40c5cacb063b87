"""From a sentence as it is printed to the words a narrator says."""

from __future__ import annotations

import re
from functools import lru_cache

from audiobook.model import Span
from audiobook.wording import (
    abbreviations,
    capitals,
    dates,
    figures,
    foreign,
    measures,
    money,
    plain,
    romans,
    symbols,
)
from audiobook.wording.lexicon import Lexicon
from audiobook.wording.rules import Dialect, Rule, changes, replaced
from audiobook.wording.typography import typeset

ENGLISH: tuple[Rule, ...] = (
    *symbols.ADDRESSES,
    *dates.RULES,
    *money.RULES,
    *measures.RULES,
    *dates.LATE,
    *romans.RULES,
    *abbreviations.RULES,
    *figures.RULES,
    *symbols.RULES,
    *capitals.RULES,
)
KINDS: tuple[str, ...] = tuple(dict.fromkeys(rule.kind for rule in ENGLISH))
# Kinds that an engine says right by itself and is left to say.
_LEFT: dict[str, frozenset[str]] = {}
_BRITISH = ("en-gb", "en-au", "en-nz", "en-ie", "en-za", "en-in")
_SAYABLE = re.compile(r"[^\W_]")
_SPACES = re.compile(r"\s+")
_STRAY = re.compile(r" +(?=[,;:!?)\]”](?!\w))|(?<=[(\[“]) +| (?=\.(?:\s|$))")


def spoken(
    written: str,
    *,
    language: str = "en",
    engine: str = "pyttsx3",
    lexicon: Lexicon = Lexicon(),  # noqa: B008 - frozen
    emphasis: tuple[Span, ...] = (),
    phonemes: bool = False,
    heading: bool = False,
) -> str:
    """Say a sentence as a narrator would: numbers, abbreviations and symbols in words.

    Returns "" where nothing can be said.  `emphasis` holds ranges of `written`;
    with `phonemes` an entry of the lexicon may stand in the result as "/ipa/".
    Raises SettingsError where the lexicon gives IPA to an engine without phonemes.

    >>> spoken("Henry VIII paid £3 10s. in 1536.")
    'Henry the Eighth paid three pounds, ten shillings in fifteen thirty-six.'
    """
    english = language.lower().split("-")[0] == "en"
    text = typeset(capitals.stressed(written, emphasis) if emphasis else written)
    if english and heading:
        text = romans.headed(capitals.titled(text))
    found = lexicon.changes(text, phonemes=phonemes)
    if english and not plain.is_plain(text):
        dialect = Dialect(british=language.lower().startswith(_BRITISH))
        text = replaced(text, changes(text, _rules(engine), dialect, found))
        text = _STRAY.sub("", text)
    elif english:
        text = replaced(text, found)
    else:
        text = replaced(text, foreign.changes(text, language, engine, found))
    text = _SPACES.sub(" ", text).strip()
    return text if _SAYABLE.search(text) else ""


@lru_cache(maxsize=16)
def _rules(engine: str) -> tuple[Rule, ...]:
    left = _LEFT.get(engine, frozenset())
    return tuple(rule for rule in ENGLISH if rule.kind not in left)
