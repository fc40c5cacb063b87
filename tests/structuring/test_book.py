"""What a structured book holds: ids, titles, voices, verse, every word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.model import Block, Dropped, Manuscript, Meta
from audiobook.structuring import structure


def book_of(*blocks, title="The Tale", **meta):
    return structure(
        Manuscript(meta=Meta(title=title, **{"language": "en", **meta}), blocks=blocks)
    )


def heading(text, level=2, **more):
    return Block(kind="heading", text=text, level=level, **more)


def text(words, **more):
    return Block(kind="text", text=words, **more)


def sentences(book):
    return [t for c in book.chapters for s in c.scenes for p in s.paragraphs for t in p.sentences]


def test_ids_number_chapters_scenes_paragraphs_and_sentences():
    book = book_of(
        heading("Preface", matter="front", reason="preface"),
        text("Dear reader.", matter="front", reason="preface"),
        heading("One"),
        text("A came. B came."),
        text("C came."),
        Block(kind="rule", text="***"),
        text("D came."),
        heading("Two"),
        text("E came."),
        heading("Notes", matter="back", reason="notes"),
        text("F came.", matter="back", reason="notes"),
    )
    assert [(c.id, c.kind, c.reason) for c in book.chapters] == [
        ("f01", "front", "preface"),
        ("c01", "chapter", ""),
        ("c02", "chapter", ""),
        ("b01", "back", "notes"),
    ]
    assert [t.id for t in sentences(book)] == [
        "f01s01p001t1",
        "c01s01p001t1",
        "c01s01p001t2",
        "c01s01p002t1",
        "c01s02p001t1",
        "c02s01p001t1",
        "b01s01p001t1",
    ]
    assert book.title is not None
    assert (book.title.id, book.title.written) == ("t1", "The Tale")
    assert [c.title.id for c in book.chapters if c.title] == ["f01t1", "c01t1", "c02t1", "b01t1"]


def test_the_title_is_said_once():
    assert book_of(heading("THE TALE", 1), text("A came.")).title is None
    assert book_of(text("A came.")).title is None
    assert book_of(heading("Chapter 1"), text("A came.")).title is not None


def test_a_title_is_one_sentence_however_many_stops_it_has():
    book = book_of(heading("I. The Door. It Opens!"), text("A."), heading("II. Out."), text("B."))
    assert [c.title.written for c in book.chapters if c.title] == [
        "I. The Door. It Opens!",
        "II. Out.",
    ]


def test_emphasis_goes_with_its_words():
    book = book_of(text("It was so dark. She was very, very cold.", emphasis=((7, 9), (12, 19))))
    (first, second) = sentences(book)
    assert first.parts[0].emphasis == ((7, 9), (12, 15))
    assert second.parts[0].emphasis == ((0, 3),)
    assert second.written == "She was very, very cold."


def test_a_speaker_set_by_hand_says_the_whole_paragraph():
    book = book_of(text("“Go.” He left.", speaker="Mark"), text("She stayed."))
    assert [t.parts[0].speaker for t in sentences(book)] == ["Mark", "Mark", ""]


def test_a_verse_keeps_one_line_a_sentence():
    book = book_of(Block(kind="verse", text="The moon. The sea,\nAnd I\n\nAlone."))
    assert [t.written for t in sentences(book)] == ["The moon. The sea,", "And I", "Alone."]
    assert book.chapters[0].scenes[0].paragraphs[0].kind == "verse"


def test_language_is_kept_where_it_is_not_the_books():
    book = book_of(text("Ja. Nein.", language="de"), text("Yes. No.", language="en"))
    assert [t.language for t in sentences(book)] == ["de", "de", "", ""]


def test_a_region_makes_no_other_language():
    book = book_of(text("Yes.", language="en"), text("Sí.", language="es-MX"), language="en-GB")
    assert [t.language for t in sentences(book)] == ["", "es-MX"]


def test_lines_and_kinds_of_paragraphs_are_kept():
    book = book_of(text("A.", line=7), Block(kind="quote", text="B.", line=9))
    paragraphs = book.chapters[0].scenes[0].paragraphs
    assert [(p.line, p.kind) for p in paragraphs] == [(7, "text"), (9, "quote")]


def test_a_lone_ellipsis_in_speech_is_a_sentence_of_its_own():
    assert [t.written for t in sentences(book_of(text("“A?”"), text("“…”"), text("“B.”")))] == [
        "“A?”",
        "“…”",
        "“B.”",
    ]


def test_what_the_reader_dropped_stays_named():
    dropped = (Dropped(reason="page number", text="12", line=3),)
    manuscript = Manuscript(meta=Meta(title="A"), blocks=(text("One."),), dropped=dropped)
    assert structure(manuscript).dropped == dropped


def test_a_demoted_heading_is_a_paragraph_of_its_own():
    book = book_of(
        heading("Chapter One", 0),
        text("A " * 50),
        heading("NO ENTRY", 0),
        text("B " * 50),
        heading("Chapter Two", 0),
        text("C " * 50),
    )
    paragraphs = book.chapters[0].scenes[0].paragraphs
    assert [(p.kind, p.sentences[0].written[:8]) for p in paragraphs] == [
        ("text", "A A A A "),
        ("text", "NO ENTRY"),
        ("text", "B B B B "),
    ]


def test_a_heading_within_a_chapter_is_one_line():
    book = book_of(heading("One"), text("A."), heading("I\nThe Door", 3), text("B."))
    paragraphs = book.chapters[0].scenes[0].paragraphs
    assert [(p.kind, p.sentences[0].written) for p in paragraphs][1] == ("heading", "I. The Door")


def test_a_first_line_that_begins_with_by_is_no_byline():
    book = book_of(text("By dawn they had left."), text("Nobody knew."))
    assert [chapter.kind for chapter in book.chapters] == ["chapter"]


def test_an_edited_manuscript_is_taken_as_written():
    blocks = (
        heading("The Tale", 1),
        heading("Preface"),
        text("B."),
        heading("CONTENTS"),
        text("A " * 3),
        heading("I", 3),
        text("C."),
        heading("One"),
        text("D."),
    )
    book = structure(Manuscript(meta=Meta(title="The Tale"), blocks=blocks, settled=True))
    assert [(c.kind, c.title.written) for c in book.chapters if c.title] == [
        ("chapter", "Preface"),
        ("chapter", "CONTENTS"),
        ("chapter", "One"),
    ]


def test_a_book_that_looks_like_a_contents_list_is_not_dropped():
    book = book_of(heading("CONTENTS", 0), text("One Dog"), text("Two Dogs"))
    assert [t.written for t in sentences(book)] == ["CONTENTS", "One Dog", "Two Dogs"]
    assert book.dropped == ()


def test_an_empty_manuscript_is_an_empty_book():
    book = structure(Manuscript(meta=Meta(title=""), blocks=()))
    assert book.chapters == ()
    assert book.title is None


TITLES = (
    "CHAPTER I|CHAPTER II|I|II|XXIX|PREFACE|NOTES|THE END|BOOK I|A Title|One|CONTENTS"
    "|I. A Title|by A|PROLOGUE|THE DOG|1|CHAPTER I\nThe Dog"
)
LINES = st.sampled_from(TITLES.split("|"))
WORDS = st.sampled_from(["Anna ran.", "“Stop!” he said. “No.”", "He saw it: the sea…", "Mr. Lee"])
BLOCKS = st.one_of(
    st.builds(heading, LINES, st.integers(0, 3)),
    st.builds(text, st.lists(WORDS, min_size=1, max_size=30).map(" ".join)),
    st.builds(lambda: Block(kind="rule", text="***")),
    st.builds(lambda: Block(kind="verse", text="A rose\nIs red")),
    st.builds(text, WORDS, matter=st.just("back"), reason=st.sampled_from(["notes", "index"])),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(BLOCKS, max_size=40), st.sampled_from(["auto", "more", "marked", "off"]))
def test_no_word_is_lost_and_none_moves(blocks, mode):
    book = structure(Manuscript(meta=Meta(title=""), blocks=tuple(blocks)), scenes=mode)
    said = [one.text for one in book.dropped]
    for chapter in book.chapters:
        said += [chapter.title.written] if chapter.title else []
        said += [t.written for s in chapter.scenes for p in s.paragraphs for t in p.sentences]
    assert sorted(letters(" ".join(said))) == sorted(
        letters(" ".join(block.text for block in blocks if block.kind != "rule"))
    )
    if not book.dropped:
        assert letters(" ".join(said)) == letters(
            " ".join(block.text for block in blocks if block.kind != "rule")
        )


def letters(words):
    return [char for char in words if char.isalnum()]
