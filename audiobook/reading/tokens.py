"""The inline tokens of Markdown to text, emphasis and notes.

What a paragraph's tokens say comes in as the parser gave it; runs to compose, and the
notation that `manuscript` wrote, go out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from audiobook.model import Dropped, Span
from audiobook.reading.inline import LINE_END, compose

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(/?)(em|i|strong|b|cite)\b[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OPENING = "\"'“‘«*_(—–[ "


def are_lines(content: str) -> bool:
    """Say whether the lines of a paragraph are its author's, as in verse, not a wrap's.

    >>> are_lines("O rose,\\nThou art sick!"), are_lines("It was late\\nand it rained.")
    (True, False)
    """
    following = content.split("\n")[1:]
    return all(not line.lstrip(_OPENING)[:1].islower() for line in following)


def shifted(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    """Move ranges to the right."""
    return tuple((start + by, end + by) for start, end in spans)


def is_bold(children: Sequence[Token]) -> bool:
    """Say whether a paragraph is one line, all of it bold: a heading that nobody marked as one."""
    kinds = [child.type for child in children if child.type != "text" or child.content.strip()]
    return kinds[:1] == ["strong_open"] and kinds[1:] == ["text", "strong_close"]


def note_label(token: Token) -> str:
    """Write a note's mark as its file does."""
    return f"[^{token.meta.get('label', token.meta.get('id', 0))}]"


def dropped_in(written: str) -> Dropped:
    """Read "page number: 12", as `manuscript` wrote it."""
    reason, _, text = written.partition(": ")
    return Dropped(reason=html.unescape(reason).strip(), text=html.unescape(text).strip())


def composed(children: Sequence[Token], *, line_end: str = " ") -> tuple[str, tuple[Span, ...]]:
    """Give the text of tokens and its emphasis; `line_end` stands where a line wraps."""
    return compose(_runs(children, line_end=line_end))


def _runs(children: Sequence[Token], *, line_end: str = " ") -> Iterator[tuple[str, bool]]:
    depth = 0
    for child in children:
        kind = child.type
        if kind in ("text", "code_inline", "text_special"):
            yield child.content, depth > 0
        elif kind == "softbreak":
            yield line_end, depth > 0
        elif kind == "hardbreak":
            yield LINE_END, depth > 0
        elif kind in ("em_open", "strong_open"):
            depth += 1
        elif kind in ("em_close", "strong_close"):
            depth -= 1
        elif kind == "html_inline":
            tag = _TAG.match(child.content)
            depth += 0 if tag is None else -1 if tag[1] else 1
            if _BREAK.match(child.content):
                yield LINE_END, depth > 0
