"""What a scene-break mark looks like when it stands alone.

A line or paragraph comes in, a yes or no goes out.  One place for every format,
so that a mark is never spoken in one of them and obeyed in another.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u2060\ufeff\\]+")
_ORNAMENTS = r"＊◌⁓⸙⸎⚬⁜*·•∙⋅●○◦◆◇◈□■▪▫♦♢★☆✦✧❖⁂⁎⁑※~∼∽〜§❦❧☙✻✼✽✾✿❀❁❃❋✢✣✤✥✱✲✳✴✵✶✷✸✹✺†‡♠♣♥♡❤☾☽☀☼∞⊱⊰§¶₪"
_MARK = re.compile(
    rf"[{re.escape(_ORNAMENTS)}+^.,_=–—-]*[{re.escape(_ORNAMENTS)}][{re.escape(_ORNAMENTS)}+^.,_=–—-]*"
    r"|[-–—―─━═_=]{3,}|[+^]{1,9}|#{1,9}|\.{5,}"
    r"|o0o|0o0|ooo|xxx|-x-|-o-|-0-|x|xox|oxo|<>|<<>>|-<>-|><|\(\)|-+[ox0]{1,9}-+|~[ox0]{1,9}~|[/%$@&|:<>]{2,25}"
    r"|[\[(<*~-]+(?:(?:scene|section|line|page)?break)[\])>*~-]+|(?:scene|section)break",
    re.IGNORECASE,
)
_LETTERED = ("ooo", "o0o", "xxx", "xox", "scenebreak", "sectionbreak")
_LONG_ROW = re.compile(r"([-–—―─━═_=*~.])\1{2,150}")
_ELLIPSIS = re.compile(r"…|\.{3,4}")


def is_mark(text: str) -> bool:
    """Say whether a line is nothing but a scene-break mark.

    >>> is_mark("*       *       *"), is_mark("⁂"), is_mark("#"), is_mark("—x—"), is_mark("oOo")
    (True, True, True, False, True)
    >>> is_mark("—"), is_mark("- 12 -"), is_mark("* a footnote"), is_mark("II"), is_mark("...")
    (False, False, False, False, False)
    """
    if not text or len(text) > 160:
        return False
    bare = _SPACES.sub("", text)
    if not bare or (bare.isalnum() and bare.lower() not in _LETTERED):
        return False
    if all(map(_is_picture, bare)):
        return True
    if len(bare) > 25:
        return _LONG_ROW.fullmatch(bare) is not None
    return _MARK.fullmatch(bare) is not None


def _is_picture(sign: str) -> bool:
    """Say whether a character is a small picture: a snowflake, a sword, a moon."""
    return sign in "\ufe0e\ufe0f" or (unicodedata.category(sign) == "So" and sign not in "©®°")


def is_ellipsis(text: str) -> bool:
    """Say whether a line is a lone ellipsis, a mark only between full paragraphs.

    >>> is_ellipsis(". . ."), is_ellipsis("…"), is_ellipsis("“…”")
    (True, True, False)
    """
    return len(text) < 20 and _ELLIPSIS.fullmatch(_SPACES.sub("", text)) is not None


_ORNAMENT_NAME = re.compile(
    r"orn(?:ament)?\b|ornament|asterism|dinkus|fleuron|divider|separator|flourish|scroll|vignette|swash|swirl"
    r"|scene|section.?break|break|\btb\b|star|squiggle|glyph|dingbat|\bsep\b|rule|decoration|aldus|spacer|line",
    re.IGNORECASE,
)
BREAK_NAME = re.compile(
    r"(?:scene|section|space|time|context|thought|para|line|text|story|soft)[-_ ]?"
    r"(?:break|sep|separator|skip|gap)"
    r"|\btb\b|asterism|dinkus|ornament|fleuron|\bbreak\b|sectionmark|white-?space|\bspacer\b",
    re.IGNORECASE,
)


def is_ornament(source: str, alt: str, names: str = "") -> bool:
    """Say whether a picture that stands alone is a scene-break ornament.

    `names` are the classes of the picture and of its paragraph.

    >>> is_ornament("images/orn.png", ""), is_ornament("map.jpg", "Map of the island")
    (True, False)
    """
    if alt and (is_mark(alt) or BREAK_NAME.search(alt)):
        return True
    if BREAK_NAME.search(names) or re.search(r"\born\b", names):
        return True
    name = re.sub(r"[_\d]+", " ", source.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    return len(alt) < 30 and _ORNAMENT_NAME.search(name) is not None
