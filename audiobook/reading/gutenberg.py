"""The text that Project Gutenberg puts round a book.

Numbered lines come in; the book's own lines, what the header says of the book, and
what was left out go out.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from audiobook.model import Block, Dropped, Meta
from audiobook.reading.languages import tag

Line: TypeAlias = tuple[int, str]  # 1-based number in the file, text without its line end

_START = re.compile(r"\*\*\* ?START OF TH(?:E|IS) PROJECT GUTENBERG", re.IGNORECASE)
_OLD_START = re.compile(r"\*END\*? ?THE SMALL PRINT|\*\*\*? ?START OF TH", re.IGNORECASE)
_START_ANYWHERE = re.compile(
    r"(?:\W*)START OF TH(?:E|IS) PROJECT GUTENBERG E?-?(?:BOOK|TEXT)", re.IGNORECASE
)
_END = re.compile(
    r"\*\*\* ?END OF TH(?:E|IS) PROJECT GUTENBERG|\s*End of (?:the |this )?Project Gutenberg",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(Title|Author|Language|Release Date|Translator|Editor):\s*(\S.*)")
_CREDIT = re.compile(
    r"\s*(?:produced by|e-?text prepared by|transcribed (?:from|by)|scanned by|prepared by"
    r"|html version by|this e-?(?:text|book) was (?:produced|prepared|transcribed)|credits?:"
    r"|character set encoding:|distributed proofread|updated editions will|proofread(?:ed|ing)? by"
    r"|updated:|most recently updated:|posting date:|last updated:"
    r"|\[?transcriber[’']?s?[’']? note)",
    re.IGNORECASE,
)


def strip_licence(lines: list[Line]) -> tuple[list[Line], Meta, list[Dropped]]:
    """Take the header, the licence and the credits off a book of Project Gutenberg.

    A text that is no such book comes back as it was, with an empty title.
    """
    start = _last_match(lines[:800], _START)
    if start < 0:
        start = _last_match(lines[:800], _OLD_START)
    end = _first_match(lines, _END, max(start + 1, 0))
    if start < 0 and end < 0:
        return lines, Meta(title=""), []
    end = len(lines) if end < 0 else end
    head, body, tail = lines[: start + 1], lines[start + 1 : end], lines[end:]
    dropped = [excerpt("Gutenberg header", head), excerpt("Gutenberg licence", tail)]
    body, credits = _without_credits(body)
    return body, _header(head), [found for found in [*dropped, *credits] if found.text]


def _last_match(lines: list[Line], pattern: re.Pattern[str]) -> int:
    return max((at for at, (_, text) in enumerate(lines) if pattern.match(text)), default=-1)


def _first_match(lines: list[Line], pattern: re.Pattern[str], start: int) -> int:
    return next((at for at in range(start, len(lines)) if pattern.match(lines[at][1])), -1)


def excerpt(reason: str, lines: list[Line], limit: int = 100) -> Dropped:
    """Name a stretch of lines by its beginning and its length."""
    full = [line for line in lines if line[1].strip()]
    if not full:
        return Dropped(reason=reason, text="")
    text = " ".join(" ".join(text.split()) for _, text in full[:6])
    if len(text) > limit or len(full) > 6:
        text = f"{text[:limit].rstrip()} … ({len(full)} lines)"
    return Dropped(reason=reason, text=text, line=full[0][0])


def _header(lines: list[Line]) -> Meta:
    fields: dict[str, str] = {}
    last = ""
    for _, text in lines:
        found = _FIELD.match(text)
        if found:
            last = found[1]
            fields.setdefault(last, found[2].strip())
        elif last and text.startswith("      ") and text.strip():
            fields[last] += " " + text.strip()  # a long title goes on, indented
        else:
            last = ""
    return Meta(
        title=fields.get("Title", ""),
        author=fields.get("Author", ""),
        language=tag(fields.get("Language", "").split(",")[0]),
    )


def _without_credits(body: list[Line]) -> tuple[list[Line], list[Dropped]]:
    """Drop the credits paragraphs among the first ones after the header."""
    dropped: list[Dropped] = []
    at = 0
    for _ in range(4):
        while at < len(body) and not body[at][1].strip():
            at += 1
        stop = at
        while stop < len(body) and body[stop][1].strip():
            stop += 1
        if stop == at or stop - at > 40 or not _CREDIT.match(body[at][1]):
            break
        dropped.append(excerpt("Gutenberg credits", body[at:stop]))
        at = stop
    return body[at:], dropped


def strip_licence_blocks(blocks: list[Block]) -> tuple[list[Block], list[Dropped], Meta]:
    """Take the header and the licence off the blocks of a marked-up book."""
    lines = [(block.line, block.text.split("\n")[0]) for block in blocks]
    start = max(_last_match(lines[:400], _START_ANYWHERE), -1)
    end = _first_match(lines, _END, start + 1)
    if start < 0 and end < 0:
        return blocks, [], Meta(title="")
    end = len(blocks) if end < 0 else end
    head = [(block.line, line) for block in blocks[: start + 1] for line in block.text.split("\n")]
    dropped = [excerpt("Gutenberg header", head), excerpt("Gutenberg licence", lines[end:])]
    body = blocks[start + 1 : end]
    while body and (_CREDIT.match(body[0].text) or body[0].kind == "rule"):
        if body[0].text:
            dropped.append(
                Dropped(reason="Gutenberg credits", text=body[0].text[:200], line=body[0].line)
            )
        body = body[1:]
    return body, [found for found in dropped if found.text], _header(head)
