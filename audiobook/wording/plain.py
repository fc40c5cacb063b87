"""The cheap look that lets most sentences pass: plain words and usual punctuation need no rule."""

from __future__ import annotations

import re

from audiobook.wording.abbreviated import ALWAYS_TITLES, STATES, TITLES, WORDS

_TRIGGER = re.compile(
    r"[0-9&%+=#@§¶©®™±×÷<>≤≥≠≈∞√°/~–$£€¥₹₽₩₤¢½⅓⅔¼¾⅕-⅞²³‡‰№→←−≡µ‱✓✔♥❤♭♯^|\\{}_]"
    r"|[A-Z](?:[A-Z.]|\b(?<=[VX]))"
    r"|\.[”’\"')]* ?[\w,;:]"
    r"|\b(?:Mr|Mrs|Ms|Dr|St|Mme|Mlle|vs|etc|lead|(?:[Hh]|[Ss]h)e (?:\w+ )?read|Prof|Capt|Lt|Sgt)\b"
)
_COUNTED = (
    "Chapter|Part|Book|Volume|Act|Scene|War|Canto|Letter|Stave|Section|King|Queen|Pope|Emperor"
    "|Tsar|Czar|Kaiser|Prince"
)
_FIRST = re.compile(rf"\b(?:{_COUNTED})(?: [A-Z][a-z]+)? I\b|[a-z] I(?:[’']s|[.,;:!?)”’\"]| of |$)")
_LOW_NUMERAL = re.compile(r"\b[a-z]+ [ivxl]{1,8}\b")
_ENDINGS = frozenset((*WORDS, *TITLES, *ALWAYS_TITLES, *STATES, "St", "Dr", "al", "c"))


def is_plain(text: str) -> bool:
    """Say whether no rule of English could change anything.

    >>> is_plain("“Not at all,” she said; and he left."), is_plain("Dr. Hale left.")
    (True, False)
    >>> is_plain("Henry V fell."), is_plain("He is in Boston, Mass.")
    (False, False)
    """
    if _TRIGGER.search(text) or (" I" in text and _FIRST.search(text)):
        return False
    if " i" in text or " v" in text or " x" in text:
        return _LOW_NUMERAL.search(text) is None and _ends_in_word(text)
    return _ends_in_word(text)


def _ends_in_word(text: str) -> bool:
    bare = text.rstrip("”’\"') …!?")
    return not bare.endswith(".") or bare[bare.rfind(" ") + 1 : -1].strip("“‘\"'(") not in _ENDINGS
