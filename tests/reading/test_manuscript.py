"""The manuscript: what is written is read back, whatever the words are."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.errors import StoryError
from audiobook.model import (
    Block,
    Book,
    Chapter,
    Dropped,
    Meta,
    Paragraph,
    Part,
    Scene,
    Sentence,
)
from audiobook.reading import manuscript, read, read_text
from audiobook.structuring import structure

AWKWARD = [
    "1. So",
    "12) So",
    "# So",
    "## So #",
    "- So",
    "+ So",
    "* So",
    "> So",
    "***",
    "* * *",
    "---",
]
AWKWARD += [
    "===",
    "⁂",
    "…",
    "...",
    "`So`",
    "_so_",
    "*so*",
    "**so**",
    "<b>so</b>",
    "<!-- so -->",
    "&amp;",
]
AWKWARD += [
    "a & b &lt; c",
    "\\",
    "\\*",
    "[so](so)",
    "![so](so)",
    "[^1]",
    "[so]: so",
    "| a | b |",
    "~~~",
]
AWKWARD += [
    "```",
    "so --> so",
    "So  ",
    "The End",
    "http://so.so",
    "So\\",
    "<so@so.so>",
    "#",
    "a | b",
    ": so",
]
WORDS = st.sampled_from(
    ["so", "it", "was", "(dark)", "“no”", "—", "don’t", "3.5", "n*o", "l_l_l", "É"]
)


def tidied(text: str) -> str:
    return " ".join(text.split())


LINES = st.one_of(
    st.sampled_from(AWKWARD),
    st.lists(WORDS, min_size=1, max_size=8).map(" ".join),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")),
        min_size=1,
        max_size=30,
    ),
).map(tidied)
LINES = LINES.filter(bool)


@st.composite
def spanned(draw, text):
    """Draw emphasis within a text: apart, and not at spaces."""
    ends = draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True).map(sorted))
    return tuple(
        (first, last)
        for first, last in zip(ends[::2], ends[1::2], strict=False)
        if text[first:last] == text[first:last].strip() and "\n" not in text[first:last]
    )


@st.composite
def paragraphs(draw):
    kind = draw(st.sampled_from(["text", "text", "text", "quote", "verse"]))
    size = draw(st.integers(1, 4)) if kind == "verse" else 1
    text = "\n".join(draw(LINES) for _ in range(size))
    speaker = draw(st.sampled_from(["", "", "", "Mark", "The “Old” Man -->"]))
    part = Part(written=text, speaker=speaker, emphasis=draw(spanned(text)))
    language = draw(st.sampled_from(["", "", "fr"]))
    sentence = Sentence(id="t1", parts=(part,), language=language)
    return Paragraph(id="p", line=0, kind=kind, sentences=(sentence,))


REASONS = st.sampled_from(["* * *", "⁂", "***", "#", "blank lines", "opener: “Back”, -->", "• • •"])


@st.composite
def chapters(draw):
    scenes = []
    for at in range(draw(st.integers(1, 3))):
        opened_by = "start" if at == 0 else draw(st.sampled_from(["marked", "inferred"]))
        reason = "" if at == 0 else draw(REASONS)
        inside = draw(st.lists(paragraphs(), min_size=1, max_size=4))
        scenes.append(Scene(id="s", opened_by=opened_by, reason=reason, paragraphs=tuple(inside)))
    kind = draw(st.sampled_from(["chapter", "chapter", "front", "back"]))
    reason = "" if kind == "chapter" else draw(st.sampled_from(["copyright", "a -- b & c"]))
    title = draw(st.none() | LINES.map(lambda text: Sentence(id="t", parts=(Part(written=text),))))
    return Chapter(id="c", title=title, kind=kind, reason=reason, scenes=tuple(scenes))


FIELD = st.one_of(st.just(""), LINES)
METAS = st.builds(
    Meta,
    title=LINES,
    author=FIELD,
    narrator=FIELD,
    language=st.sampled_from(["en", "fr"]),
    description=FIELD,
    series=FIELD,
    publisher=FIELD,
    date=FIELD,
)
DROPPED = st.builds(Dropped, reason=st.sampled_from(["page number", "a & b"]), text=LINES)
BOOKS = st.builds(
    Book,
    meta=METAS,
    chapters=st.lists(chapters(), min_size=1, max_size=3).map(tuple),
    title=LINES.map(lambda text: Sentence(id="t1", parts=(Part(written=text),))),
    dropped=st.lists(DROPPED, max_size=3).map(tuple),
)


def heading(title, level, chapter):
    text = title.written if title else ""
    matter = {"matter": chapter.kind, "reason": chapter.reason} if chapter else {}
    return Block(kind="heading", text=text, level=level, **matter)


def expected(book):
    """Give the blocks that a book's manuscript stands for."""
    yield heading(book.title, 1, None)
    for at, chapter in enumerate(book.chapters):
        matter = {"matter": chapter.kind, "reason": chapter.reason}
        if at or chapter.title or chapter.kind != "chapter":
            yield heading(chapter.title, 2, chapter)
        for scene in chapter.scenes:
            if scene.opened_by == "inferred":
                reason = f"inferred: {scene.reason}"
                yield Block(kind="rule", text="* * *", **{**matter, "reason": reason})
            elif scene.opened_by == "marked":
                yield Block(kind="rule", text=scene.reason, matter=chapter.kind)
            for paragraph in scene.paragraphs:
                (sentence,) = paragraph.sentences
                (part,) = sentence.parts
                yield Block(
                    kind=paragraph.kind,
                    text=part.written,
                    emphasis=part.emphasis,
                    language=sentence.language,
                    speaker=part.speaker,
                    **matter,
                )


def read_back(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.md"
        path.write_text(text, encoding="utf-8", newline="\n")
        return read(path)


def bare(block):
    block = replace(block, line=0)
    return replace(block, reason="") if block.kind == "rule" and block.text != "* * *" else block


@settings(max_examples=60, deadline=None)
@given(BOOKS)
def test_any_book_is_read_back_from_its_manuscript(book):
    found = read_back(manuscript(book))
    assert [bare(block) for block in found.blocks] == [bare(block) for block in expected(book)]
    assert found.meta == book.meta
    assert found.dropped == book.dropped
    assert found.settled


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_words_in_every_place(text):
    sentence = Sentence(id="t1", parts=(Part(written=text.strip()),))
    made = tuple(
        Paragraph(id="p", line=0, kind=kind, sentences=(sentence,))
        for kind in ("text", "quote", "verse")
    )
    scene = Scene(id="s", opened_by="start", reason="", paragraphs=made)
    chapter = Chapter(id="c", title=sentence, kind="chapter", reason="", scenes=(scene,))
    meta = Meta(title=text.strip(), author=text.strip())
    book = Book(meta=meta, chapters=(chapter,), title=sentence)
    found = read_back(manuscript(book))
    assert [bare(block) for block in found.blocks] == [bare(block) for block in expected(book)]
    assert found.meta == meta


def without_lines(book):
    def paragraph(one):
        return replace(one, line=0)

    def scene(one):
        return replace(one, paragraphs=tuple(map(paragraph, one.paragraphs)))

    def chapter(one):
        return replace(one, scenes=tuple(map(scene, one.scenes)))

    dropped = tuple(replace(one, line=0) for one in book.dropped)
    return replace(book, chapters=tuple(map(chapter, book.chapters)), dropped=dropped)


EXAMPLE = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"
ALICE = Path(__file__).parents[1] / "cases" / "reading" / "alice.txt"


@pytest.mark.parametrize("path", [EXAMPLE, ALICE], ids=["example", "alice"])
def test_a_real_story_is_the_same_after_its_manuscript(path):
    book = structure(read(path))
    again = structure(read_back(manuscript(book)))
    assert without_lines(again) == without_lines(book)
    assert manuscript(again) == manuscript(book)


def test_a_deleted_break_stays_deleted_and_says_why_until_then():
    book = structure(read(EXAMPLE))
    text = manuscript(book)
    comment = "<!-- inferred: opener: Backstage, -->\n\n* * *\n\n"
    assert text.count(comment) == 2
    edited = structure(read_back(text.replace(comment, "", 1)))
    assert sum(len(chapter.scenes) for chapter in edited.chapters) == (
        sum(len(chapter.scenes) for chapter in book.chapters) - 1
    )


def test_an_added_break_and_a_speaker_count():
    text = manuscript(structure(read_text("A Title\nIt began at night.\nIt ended by day.\n")))
    edited = text.replace("It ended", "***\n\n<!-- speaker: Ann -->\nIt ended")
    (chapter,) = structure(read_back(edited)).chapters
    assert [scene.opened_by for scene in chapter.scenes] == ["start", "marked"]
    assert chapter.scenes[1].paragraphs[0].sentences[0].parts[0].speaker == "Ann"


def test_cover_is_read_from_the_manuscripts_own_folder_only(tmp_path):
    book = structure(read_text("A Title\nIt began at night.\nIt ended by day.\n"))
    (tmp_path / "story.jpg").write_bytes(b"\xff\xd8\xff and so on")
    path = tmp_path / "story.md"
    path.write_text(manuscript(book, cover="story.jpg"), encoding="utf-8")
    assert read(path).meta.cover.startswith(b"\xff\xd8\xff")
    path.write_text(manuscript(book, cover="missing.jpg"), encoding="utf-8")
    with pytest.raises(StoryError, match="cover"):
        read(path)
    path.write_text(manuscript(book, cover="../story.jpg"), encoding="utf-8")
    assert read(path).meta.cover == b""
