"""What a chat program says around a story that was copied from it whole.

A text comes in; it goes out with those lines empty, and they are listed as left out.  Only a
first paragraph that hands the story over, and a last one that offers more, are taken: a
doubtful one is the story's own.
"""

from __future__ import annotations

import re

from audiobook.model import Dropped

_LONGEST = 400  # characters of either
_YES = (
    r"(?:sure(?: thing)?|certainly|of course|absolutely|gladly|with pleasure|okay|ok|yes)"
    r"\s*[!,.:—–-]"
)
_WORK = (
    r"\b(?:story|tale|chapters?|fable|novel|novella|scene|poem|prologue|epilogue|draft|text"
    r"|version|rewrite|manuscript|narrative)\b"
)
_HANDS_OVER = re.compile(
    rf"(?=.*\bhere(?:['’]s| is| are)\b)(?=.*{_WORK})(?:{_YES}|.*\byou(?:r|['’]ve)?\b).*",
    re.IGNORECASE | re.DOTALL,
)
_OFFERS = re.compile(
    r"(?=.*\byou\b)\W*(?:please )?(?:let me know\b|would you like\b|want me to\b|feel free to\b"
    r"|if you(?:['’]d| would| want| like)\b.*\bI(?:['’]d| can| could| would)\b"
    r"|I hope (?:you (?:enjoy|like)|this)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = re.compile(r"#{1,4} +\S|\*\*[^*]+\*\*\s*$|__[^_]+__\s*$")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|(?:\* ){2,}\*|—{2,})\s*$")
_QUOTES = '“"«‘'


def without_chat(text: str) -> tuple[str, tuple[Dropped, ...]]:
    """Take off what a chat program says before and after a story.

    >>> without_chat("Sure! Here is your story:\\n\\n# The Fox\\n\\nIt ran.")[0]
    '\\n\\n# The Fox\\n\\nIt ran.'
    >>> without_chat("Here is my story:\\n\\nIt ran.")[1]
    ()
    """
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if line.strip()]
    if len(places) < 3:
        return text, ()
    opening, closing = _opening(lines, places), _closing(lines, places)
    before = next((at for at in reversed(places) if closing and at < closing[0]), 0)
    parted = re.fullmatch(r"\s*-{3,}\s*", lines[before]) is not None
    after = next((at for at in places if opening and at > opening[-1]), 0)
    dropped = []
    if opening:
        dropped.append(_taken(lines, opening, "chat preface"))
        if _RULE.match(lines[after]):
            lines[after] = ""
    if closing and (opening or parted):
        dropped.append(_taken(lines, closing, "chat closing"))
        if parted:
            lines[before] = ""
    return "\n".join(lines), tuple(dropped)


def _taken(lines: list[str], run: range, reason: str) -> Dropped:
    said = " ".join(lines[at].strip() for at in run)
    for at in run:
        lines[at] = ""
    return Dropped(reason=reason, text=said, line=run[0] + 1)


def _opening(lines: list[str], places: list[int]) -> range | None:
    """Find a first paragraph that hands over what a title or a rule begins."""
    first = stop = places[0]
    while stop < len(lines) and lines[stop].strip():
        stop += 1
    said = "\n".join(lines[first:stop]).strip()
    follows = next((lines[at] for at in places if at >= stop), "")
    begins = _HEAD.match(follows) if said.endswith(":") else None
    if not begins and not (said.endswith((":", ".", "!")) and _RULE.match(follows)):
        return None
    if len(said) > _LONGEST or said.startswith(tuple(_QUOTES)) or not _HANDS_OVER.fullmatch(said):
        return None
    return range(first, stop)


def _closing(lines: list[str], places: list[int]) -> range | None:
    """Find a last paragraph that offers more."""
    start = stop = places[-1] + 1
    while start > 0 and lines[start - 1].strip():
        start -= 1
    said = "\n".join(lines[start:stop]).strip()
    if start == 0 or len(said) > _LONGEST or said.startswith(tuple(_QUOTES)):
        return None
    return range(start, stop) if _OFFERS.fullmatch(said) else None
