"""Plain text that is dressed as Markdown, or opens with its own fields.

Chat programs and note-takers save such stories as .txt.  A text comes in; whether it is
Markdown, or the text without the fields and what they say, goes out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.model import Dropped
from audiobook.reading.frontmatter import without_toml
from audiobook.reading.headings import is_candidate
from audiobook.reading.marks import is_mark

_HEADING = re.compile(r"#{1,4} +[^#\s](?:.*[^#\s])?")
_FIELDS = re.compile(r"---[ \t]*\n(?:.*\n)*?title:.*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(
    r"(?P<name>title|author|by|written by|language|genres?|rating|category|fandom|pairings?|series"
    r"|characters?|words?|word count|chapters?|status|published|updated|date|tags|summary|source)"
    r"\s*:\s*(?P<value>\S.{0,400})",
    re.IGNORECASE,
)
_AS_FIELD = {"by": "author", "written by": "author"}
_LONG = ("summary",)  # fields that may be sentences
_BOLD = re.compile(
    r"(?P<sign>\*\*|__|={1,4})(?P<gap> ?)(?P<inner>[^\s*_=](?:[^*_=]*[^\s*_=])?)(?P=gap)(?P=sign)"
)
_ITEM = re.compile(r"(?:[*•‣◦]|\d{1,2}[.)])\s+\S|[-–—]\s+[^\s\W_a-zß-ÿ]")
_STOP = (".", "!", "?", ",", ";", "”", '"')
_LINES = 20  # at a text's start, among which its fields stand
_FRONT = 4000  # characters among which front matter ends


def is_markdown(text: str) -> bool:
    """Tell whether a text marks its title or its chapters as Markdown does.

    >>> is_markdown("# The Fox\\n\\n## One\\n\\nIt ran."), is_markdown("It ran.\\n\\n# # #\\n\\n#1")
    (True, False)
    """
    if text.startswith("---") and _FIELDS.match(text[:_FRONT]):
        return True
    if text.startswith("+++") and "title" in without_toml(text[:_FRONT])[1]:
        return True
    lines = text.split("\n")
    found = [
        at
        for at, line in enumerate(lines)
        if line.startswith("#") and _HEADING.fullmatch(line) and not is_mark(line)
    ]
    opens = bool(found) and not any(line.strip() for line in lines[: found[0]])
    alone = sum(at == 0 or not lines[at - 1].strip() for at in found)
    return alone > 1 or (opens and alone > 0)


def unbolded(line: str) -> str:
    """Take the signs of bold, or of a wiki's heading, off a line that may be one.

    >>> unbolded("**The Old House**"), unbolded("== The Key =="), unbolded("**It ran and ran.**")
    ('The Old House', 'The Key', '**It ran and ran.**')
    """
    found = _BOLD.fullmatch(line)
    return found["inner"] if found and is_candidate(found["inner"]) else line


def named_fields(text: str) -> tuple[str, dict[str, str], list[Dropped]]:
    """Take "Title: ...", "Author: ..." and their like off a text's start; the lines stay, empty.

    >>> named_fields("Title: The Fox\\nAuthor: Ann\\n\\nIt ran.")[:2]
    ('\\n\\n\\nIt ran.', {'title': 'The Fox', 'author': 'Ann'})
    >>> named_fields("Title: The Fox, he read.\\n\\nIt ran.")[1]
    {}
    """
    lines = text.split("\n")
    fields: dict[str, str] = {}
    dropped: list[Dropped] = []
    is_parted = False  # by an empty line: then "Date: ..." may be a diary's
    for at, line in enumerate(lines[:_LINES]):
        found = _FIELD.fullmatch(line.strip())
        name = found["name"].lower() if found else ""
        name = _AS_FIELD.get(name, name)
        is_said = line.rstrip().endswith(_STOP) or len(line) > 128
        is_here = name in ("title", "author") or not is_parted
        if found and is_here and name not in fields and (name in _LONG or not is_said):
            fields[name] = found["value"].strip()
            dropped.append(Dropped(reason="title page", text=line.strip(), line=at + 1))
            lines[at] = ""
        elif line.strip():
            break
        else:
            is_parted = True
    return ("\n".join(lines), fields, dropped) if "title" in fields else (text, {}, [])


def items(lines: Sequence[str]) -> list[int]:
    """Find where the items of a list, or speeches that open with a dash, begin.

    >>> items(["1. Eggs", "2. Milk", "and cream"]), items(["- Yes.", "- No."])
    ([0, 1], [0, 1])
    >>> items(["It was 7", "3. And so on"]), items(["— Yes, he said", "— and went."])
    ([], [])
    """
    found = [at for at, line in enumerate(lines) if _ITEM.match(line)]
    return found if len(found) > 1 and found[0] == 0 else []
