"""The example story has no mark; one reader judged where its scenes begin, by line."""

from __future__ import annotations

from pathlib import Path

from audiobook.model import Block, Manuscript, Meta
from audiobook.structuring import structure

STORY = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"


def example():
    text = STORY.read_text(encoding="utf-8").replace("п", "n").replace("υ", "u")
    first, *rest = text.splitlines()
    blocks = (
        Block(kind="heading", text=first, line=1),
        *(Block(kind="text", text=line, line=number) for number, line in enumerate(rest, 2)),
    )
    return Manuscript(meta=Meta(title=first), blocks=blocks)


def test_breaks_open_where_the_story_moves():
    (chapter,) = structure(example()).chapters
    opened = {scene.paragraphs[0].line: scene for scene in chapter.scenes[1:]}
    assert {5, 8, 11, 21, 27} <= set(opened)
    assert set(opened) <= {5, 8, 11, 21, 27, 4, 6, 7, 22, 32}
    assert {scene.opened_by for scene in opened.values()} == {"inferred"}
    assert opened[5].reason == "opener: Backstage,"


def test_a_work_without_chapters_is_one_chapter_of_its_title():
    book = structure(example())
    (chapter,) = book.chapters
    assert book.title is None
    assert chapter.id == "c01"
    assert chapter.title is not None
    assert chapter.title.id == "c01t1"
    assert chapter.title.written == "“One Step for You” — The Night Mark Danced Alone for Derek"
    assert [p.line for scene in chapter.scenes for p in scene.paragraphs] == list(range(2, 35))
