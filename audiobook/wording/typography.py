"""The printer's marks of a text made into what every engine takes for a pause, or for nothing.

Dashes come out as " — " and ellipses as "…", both of which engines speak as
pauses (espeak runs on over a dash without spaces); note marks, emphasis
marks and ornaments go.  Ranges keep their dash: "1914–1918".
"""

from __future__ import annotations

import re

# What a sentence of words and usual punctuation never holds.
MARKED = re.compile(
    r"[_*\[{†‡¹²³⁰⁴-⁹⁂❦☙•◆◇■□●○★☆♦✦✧❖※·~^|=#\\\xad\u200b\u2060\ufeff\ufe0e\ufe0f―‒–—…]"
    r"|--|\.\s?\.|\s-\s|[^\S ]|  "
)
_ADDRESS = "ꙮ"  # a letter that no story uses: it stands for a web address meanwhile
_WEB = re.compile(r"(?:https?://|www\.)[^\s—]+|[\w.+-]{1,64}@[\w-]{1,64}\.\w", re.IGNORECASE)
_SCENE_MARK = re.compile(r"\W*(?:oOo|o0o|xXx|-x-|-o-|[xo])\W*\Z")
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\xad\u200b\u2060\ufeff\ufe0e\ufe0f]"), ""),
    (re.compile(r"\[(?:\d{1,3}|[*†‡]+|[a-z]|(?:foot)?note:? ?\w{1,4})\]|\{\d{1,3}\}", re.I), ""),
    (re.compile(r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]{1,3}|(?<=[.,;:!?”’\"'])[¹²³⁰⁴-⁹]{1,3}|[†‡]+"), ""),
    (re.compile(r"(?<=\d) ?\* ?(?=\d)"), " × "),
    (re.compile(r"(?<![^\W_])_+|_+(?![^\W_])|\*+"), ""),
    (re.compile(r"[⁂❦☙•◆◇■□●○★☆♦✦✧❖※·|^]+|~{2,}|={2,}|#{2,}|(?<!\S)[~#](?!\S)"), " "),
    (re.compile(r"(?<!\.)\.\.(?!\.)"), "."),
    (re.compile(r" ?(?:…|\.(?: ?\.){2,})(?: ?…)*"), "…"),
    (re.compile(r"(?<=[\w”’\"'.,!?])…(?=[\w“‘(])"), "… "),
)
_DASH = re.compile(r" ?(?:[—―‒–]|-{2,}|(?<= )-(?= ))(?: ?(?:[—―‒–]|-{2,}))* ?")
_SPANNING = ("–", "‒", "—", "--", " – ")
_OPENING = "“‘\"'([«„"
_CLOSING = "”’\"')]».,;:!?…"


def typeset(text: str) -> str:
    """Turn dashes and ellipses into pauses; leave out marks of notes and of emphasis.

    >>> typeset("_Never_,[1] he said--never . . . again.")
    'Never, he said — never… again.'
    """
    if not MARKED.search(text):
        return text
    if _SCENE_MARK.match(text):
        return ""
    text = " ".join(text.split())
    addresses = _WEB.findall(text)
    if not addresses or _ADDRESS in text:
        return _typeset(text)
    first, *rest = _typeset(_WEB.sub(_ADDRESS, text)).split(_ADDRESS)
    return first + "".join(map("".join, zip(addresses, rest, strict=True)))


def _typeset(text: str) -> str:
    for pattern, becomes in _STEPS:
        text = pattern.sub(becomes, text)
    return _DASH.sub(_dash, text)


def _dash(match: re.Match[str]) -> str:
    text, written = match.string, match.group()
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    if _spans(before, after, written):
        return "–"
    if after.isdigit() and not written.endswith(" ") and (not before or written.startswith(" ")):
        return " −" if before else "−"  # a minus sign, set as a dash
    if not before:
        return ""
    return "—" if not after or after in _CLOSING or before in _OPENING else " — "


def _spans(before: str, after: str, written: str) -> bool:
    """Say whether the dash stands between two ends of a range: "1914–1918", "IV–VI"."""
    if before.isdigit() or (before and before in "%°¢"):
        return bool(after) and after in "0123456789$£€’'" and written in _SPANNING
    # "noon–3 p.m.", "Mon.–Fri.", "IV–VI": the rules of the language say which.
    return written == "–" and (before.isalnum() or before == ".") and after.isalnum()
