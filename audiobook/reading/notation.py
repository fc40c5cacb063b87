"""The notation inside a plain paragraph: note marks, pictures, emphasis.

A paragraph's text comes in; the text to be spoken, its emphasis and what was left out
go out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobook.model import Dropped, Span
from audiobook.reading.inline import cut

_NOTE_MARK = re.compile(
    r"(?<=\S)\s?(?:\[(?:\d{1,3}|[*†‡§]{1,3})\]|\{\d{1,4}\}|<\d{1,3}>)|(?<=[\w.,;!?”’])[⁰¹²³⁴-⁹]{1,3}(?!\w)"
)
_LEADING_MARK = re.compile(
    r"^\{\d{1,4}\}\s*|\[(?:Pg|p\.|Page) ?\d+\]\s?|\{(?:Pg|p\.|page) ?\d+\}\s?", re.IGNORECASE
)
_PICTURE = re.compile(
    r"\s*\[(?:Illustrations?|Frontispiece|Picture|Image|Cover|Map|Music|Decoration|Sidenote"
    r"|Blank Page)(?:[:.\s][^\[\]]*)?\]",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*\[(?:Transcriber[’']?s?[’']? Notes?|TN|Note by the transcriber)[:.\s][^\[\]]*\]",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"\s*(?:\[(?:Foot)?note:? ?[\dA-Z*†]*[:.\]]|\[\d{1,3}\]\s+\S|\[[*†‡]{1,3}\]\s*\S"
    r"|\{\d{1,3}\}\s+\S|[⁰¹²³⁴-⁹]{1,3}\s*[^\W\d_])",
    re.IGNORECASE,
)
_LETTER_MARK = re.compile(r"(?<=\S)\[[A-Z]\]")
_STAR_MARK = re.compile(r"(?<=[\w.,;!?”’\"])[*†‡](?![*\w])")
_EMPHASIS = re.compile(
    r"(?<![\w_])_(?=\S)(?P<under>[^_]{1,600}?)(?<=\S)_(?![\w_])"
    r"|(?<![\w*])\*\*?(?=\S)(?P<star>[^*]{1,600}?)(?<=\S)\*\*?(?![\w*])"
    r"|(?<![\w=])=(?=\S)(?P<bold>[^=]{1,200}?)(?<=\S)=(?![\w=])"
)


def is_footnote(text: str) -> bool:
    """Say whether a paragraph is a note, not the story.

    >>> is_footnote("[Footnote 2: See above.]"), is_footnote("[3] Ibid."), is_footnote("[1]")
    (True, True, False)
    """
    return _FOOTNOTE.match(text) is not None


def is_picture(text: str) -> bool:
    """Say whether a paragraph only stands for a picture or a remark.

    >>> is_picture("[Illustration: The Rabbit]"), is_picture("[sic] he said")
    (True, False)
    """
    return bool(_PICTURE.fullmatch(text.strip()) or _REMARK.fullmatch(text.strip()))


def strip_notation(
    text: str, line: int, *, letters: bool = False, stars: bool = False
) -> tuple[str, tuple[Span, ...], list[Dropped]]:
    """Take note marks and pictures out of a paragraph and find its emphasis.

    `letters` and `stars` say that the file has notes called A or *.

    >>> strip_notation("It was _so_ dark.[1]", 4)[:2]
    ('It was so dark.', ((7, 9),))
    """
    dropped: list[Dropped] = []
    if any(char in text for char in "[{<⁰¹²³⁴⁵⁶⁷⁸⁹") or stars:
        text = _without(text, _PICTURE, "picture", line, dropped)
        text = _without(text, _REMARK, "transcriber's note", line, dropped)
        text = _without(text, _LEADING_MARK, "page number", line, dropped)
        text = _without(text, _NOTE_MARK, "note mark", line, dropped)
        if letters:
            text = _without(text, _LETTER_MARK, "note mark", line, dropped)
        if stars:
            text = _without(text, _STAR_MARK, "note mark", line, dropped)
    text, spans = _emphasis(text)
    return text, spans, dropped


def _without(
    text: str, pattern: re.Pattern[str], reason: str, line: int, dropped: list[Dropped]
) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    dropped += [Dropped(reason=reason, text=match[0].strip(), line=line) for match in found]
    return pattern.sub("", text).strip()


def _emphasis(text: str) -> tuple[str, tuple[Span, ...]]:
    if not any(char in text for char in "_*="):
        return text, ()
    holes: list[Span] = []
    spans: list[Span] = []
    for match in _EMPHASIS.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        holes += [(match.start(), start), (end, match.end())]
        spans.append((start, end))
    return cut(text, spans, holes) if holes else (text, ())


def has_letter_notes(texts: Iterable[str]) -> bool:
    """Say whether the notes of a file are called A, B, C."""
    return any(re.match(r"\s*\[(?:Footnote|Note):? [A-Z]:", text, re.IGNORECASE) for text in texts)
