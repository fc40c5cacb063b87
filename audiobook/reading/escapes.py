"""What is left of HTML in a text that is none: entities, line breaks, signs of emphasis.

A plain text, as it was copied from a page's source or a program's answer, comes in; the text
that was meant goes out, with emphasis as plain text has it.  A lone `<` or `&` is the
writer's own.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|([A-Za-z]{2,8}));")
_BREAK = re.compile(r"<br ?/?>[ \t]*\n?", re.IGNORECASE)
_SIGNS = {"i": "*", "em": "*", "b": "**", "strong": "**"}
_PAIR = re.compile(r"<(i|em|b|strong)>(?=\S)([^<>\n]{1,400}?)(?<=\S)</\1>", re.IGNORECASE)


def unescaped(text: str) -> str:
    """Give the characters for entities, line ends for breaks, stars for emphasis.

    >>> unescaped("Tom &amp; <i>Jerry</i> &mdash; R&D; 1 < 2")
    'Tom & *Jerry* — R&D; 1 < 2'
    """
    if "<" in text:
        text = _BREAK.sub("\n", text)
        text = _PAIR.sub(lambda found: found[2].join([_SIGNS[found[1].lower()]] * 2), text)
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[1] and f"{found[1]};" not in html5:
        return found[0]
    said = html.unescape(found[0])
    return " " if said == "\xa0" else said if said.isprintable() else found[0]
