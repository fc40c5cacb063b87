"""Rows of headings as books have them.

In the cases "?" is a candidate, "#" a level, "*" a mark, "=3" three paragraphs.
"""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from audiobook.model import Block, Manuscript, Meta
from audiobook.structuring import structure

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "structuring" / "chapters.json").read_text("utf-8")
)
PROSE = (
    "The road went down to the river and the boats lay there in the mist as they had lain all "
    "winter. Nobody spoke of it. A lamp was lit at the inn and somebody sang, far off, a song "
    "that everyone knew and that no one there had ever heard to the end. Then the wind rose."
)


def blocks_of(lines):
    numbers = count(1)
    for line in lines:
        mark = line.split(" ")[0]
        if line.startswith("="):
            for _ in range(int(line[1:])):
                yield Block(kind="text", text=PROSE, line=next(numbers))
        elif mark == "?" or mark.strip("#") == "":
            text = line.removeprefix(mark + " ")
            yield Block(kind="heading", text=text, level=mark.count("#"), line=next(numbers))
        elif line[0] == "*":
            yield Block(kind="rule", text=line[1:], line=next(numbers))
        elif line[0] == "|":
            yield Block(kind="verse", text=line[1:], line=next(numbers))
        else:
            yield Block(kind="text", text=line, line=next(numbers))


def titles(book, kind):
    return [c.title.written if c.title else "" for c in book.chapters if c.kind == kind]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_chapters_are_found(case):
    meta = Meta(title=case["title"], language=case.get("language", "en"))
    book = structure(Manuscript(meta=meta, blocks=tuple(blocks_of(case["blocks"]))))
    assert titles(book, "chapter") == case["chapters"]
    assert titles(book, "front") == case.get("front", [])
    assert titles(book, "back") == case.get("back", [])
    if "nested" in case:
        paragraphs = [p for c in book.chapters for s in c.scenes for p in s.paragraphs]
        nested = [p.sentences[0].written for p in paragraphs if p.kind == "heading"]
        assert nested == case["nested"]
    assert [one.text for one in book.dropped] == case.get("dropped", [])
