"""The cheap look that lets most sentences pass: plain words and usual punctuation need no rule."""

from __future__ import annotations

import re

_TRIGGER = re.compile(
    r"[0-9&%+=@§¶©®™±×÷<>≤≥≠≈∞√°/~$£€¥₹₽₩¢½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞²³†‡‰№→←−^|\\{}_♥❤✓✔µ]"
    r"|[A-Z](?:[A-Z.&]|\b(?<=[VX]))"
    r"|\.(?=[\w,;:])|\. (?=[\w’'(])|[a-zA-Z]\.[”’\"')]* "
    r"|\b(?:etc|Jr|Sr|Esq|St|Dr|Ave|Rd|Blvd|Co|Ltd|Inc|Bros|al|Mt|cf|viz|inst|ult)\."
    r"|\b(?:Mr|Mrs|Ms|vs)\b"
)
_MAYBE_FIRST = re.compile(
    r"(?:Chapter|Part|Book|Volume|Act|Scene|War|Canto|Letter|Stave|Section|[a-z]) I(?:[’']s|[.,;:!?)”’\"]| of |$|\b(?<=[A-Z][a-z]{3} I))"
    r"|(?:Chapter|Part|Book|Volume|Act|Scene|War|Canto|Letter|Stave|Section) I\b"
    r"|(?:King|Queen|Pope|Emperor|Tsar|Czar|Kaiser|Prince) [A-Z][a-z]+ I\b|\b[a-z]+ [ivx]{1,6}\b"
)


def is_plain(text: str) -> bool:
    """Say whether no rule of English could change anything.

    >>> is_plain("“Not at all,” she said; and he left."), is_plain("Dr. Hale left."), is_plain("Henry V fell.")
    (True, False, False)
    """
    if _TRIGGER.search(text):
        return False
    return _MAYBE_FIRST.search(text) is None
