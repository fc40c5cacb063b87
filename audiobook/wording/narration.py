"""From a sentence as it is printed to the words a narrator says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from audiobook.model import Span
from audiobook.wording import (
    abbreviations,
    capitals,
    dates,
    figures,
    foreign,
    homographs,
    measures,
    money,
    plain,
    romans,
    symbols,
    times,
)
from audiobook.wording.lexicon import Lexicon
from audiobook.wording.rules import Change, Dialect, Rule, changes, is_sentence, replaced
from audiobook.wording.typography import typeset

ENGLISH: tuple[Rule, ...] = (
    *symbols.ADDRESSES,
    *dates.RULES,
    *times.RULES,
    *money.RULES,
    *measures.RULES,
    *dates.LATE,
    *romans.RULES,
    *symbols.WITH_NUMBERS,
    *figures.VERSES,
    *abbreviations.RULES,
    *figures.RULES,
    *symbols.RULES,
    *capitals.RULES,
    *homographs.RULES,
)
KINDS: tuple[str, ...] = tuple(dict.fromkeys(rule.kind for rule in ENGLISH))
# Kinds that an engine says right by itself: hibari tells the tenses of "read" apart.
_LEFT = {"hibari": frozenset({"read"})}
_BRITISH = ("en-gb", "en-au", "en-nz", "en-ie", "en-za", "en-in")
_TIGHT = re.compile(r"\.[A-Z0-9]")
_CAPPED = re.compile(r"[A-Z]{2}\. [A-Z]")
_SAYABLE = re.compile(r"[^\W_]")
_SCENE_MARK = re.compile(r"\W*(?:oOo|o0o|xXx|-x-|-o-)\W*\Z")
_LOOSE = re.compile(r" +(?=[,;:!?)\]”](?!\w))|(?<=[(\[“]) +")


def spoken(
    written: str,
    *,
    language: str = "en",
    engine: str = "pyttsx3",
    lexicon: Lexicon = Lexicon(),  # noqa: B008 - frozen
    emphasis: tuple[Span, ...] = (),
    phonemes: bool = False,
    heading: bool = False,
    left: frozenset[str] = frozenset(),
) -> str:
    """Say a sentence as a narrator would: numbers, abbreviations and symbols in words.

    Returns "" where nothing can be said.  `emphasis` holds ranges of `written`;
    with `phonemes` an entry of the lexicon may stand in the result as "/ipa/".
    `left` names kinds of KINDS that stay as written.  In languages other than
    English numbers are left to the engines that read them.
    Raises SettingsError where the lexicon gives IPA to an engine without phonemes.

    >>> spoken("Henry VIII paid £3 10s. in 1536.")
    'Henry the Eighth paid three pounds, ten shillings in fifteen thirty-six.'
    """
    text = typeset(capitals.stressed(written, emphasis) if emphasis else written)
    if not _SAYABLE.search(text) or _SCENE_MARK.match(text):
        return ""
    english = language.lower().split("-")[0] == "en"
    if english:
        text = _prepared(text, heading=heading)
    found = lexicon.changes(text, phonemes=phonemes)
    if not english:
        text = replaced(text, foreign.changes(text, language, engine, found))
    elif plain.is_plain(text):
        text = replaced(text, found)
    else:
        rules = _rules(left | _LEFT.get(engine, frozenset()))
        found = changes(text, rules, _dialect(language), found)
        text = _LOOSE.sub("", _reworded(text, found))
    text = " ".join(text.split())
    return text if _SAYABLE.search(text) else ""


def _prepared(text: str, *, heading: bool) -> str:
    if _TIGHT.search(text):
        text = abbreviations.unglued(text)
    if heading:
        text = romans.headed(capitals.titled(text))
    return abbreviations.uncapped(text) if _CAPPED.search(text) else text


def _dialect(language: str) -> Dialect:
    return Dialect(british=language.lower().startswith(_BRITISH))


def _reworded(text: str, found: Iterable[Change]) -> str:
    """Replace, and begin a whole sentence with a capital as before."""
    found = tuple(found)
    said = replaced(text, found)
    whole = is_sentence(text) and text.rstrip("”’\"') ").endswith((".", "!", "?", "…"))
    if not found or found[0].kind == "lexicon" or not whole:
        return said
    start = found[0].start
    opens = not _SAYABLE.search(text[:start]) and not text[start].islower()
    return said[:start] + said[start : start + 1].upper() + said[start + 1 :] if opens else said


@lru_cache(maxsize=16)
def _rules(left: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in ENGLISH if rule.kind not in left)
