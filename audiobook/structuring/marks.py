"""The signs that part scenes in print, told from what only looks like them."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"[*·•◆◇○●□■♦★☆✦✧❖⁂※~∼〜§❦❧☙✻✽❋❊✿✾☼+^◦⁕∗✱❉†‡∞♥♠♣◊▪▫⸻×]+|[-–—―_=─━~*]{3,}|#{1,3}"
    r"|oOo|OoO|o0o|0o0|ooo|xXx|XxX|xxx|xox|<>|\.{5,}|…{2,}|\[\*+\]|[-–—]*[#*~]+[-–—]*"
    r"|[-–—~*<>=]{1,5}(?:[oOxX0*•◆○#@%$&]|oOo|o0o|xXx)[-–—~*<>=]{1,5}"
)
_LONGEST_PAUSE = 12  # characters
_LONGEST = 60  # characters of a mark without its spaces


def is_break_mark(text: str) -> bool:
    """Tell whether a paragraph is nothing but a scene-break mark.

    >>> [is_break_mark(text) for text in ("* * *", "⁂", "oOo", "#", "—", "Mr. ***", "- 12 -")]
    [True, True, True, True, False, False, False]
    """
    bare = "".join(text.split())
    if not bare or len(bare) > _LONGEST or bare in ("×", "^", "†", "‡"):
        return False
    return _MARK.fullmatch(bare) is not None


def is_pause(text: str) -> bool:
    """Tell whether a paragraph is signs alone ("…", "—"): a break between narration, else silence.

    >>> is_pause(". . ."), is_pause("—"), is_pause("“…”"), is_pause("?!"), is_pause("12")
    (True, True, False, False, False)
    """
    bare = "".join(text.split())
    return 0 < len(bare) <= _LONGEST_PAUSE and not any(
        character.isalnum() or character in "“”\"‘’'?!()" for character in bare
    )
