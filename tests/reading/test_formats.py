"""DOCX, ODT, FB2, RTF and PDF: the same story comes out of each."""

from __future__ import annotations

import pytest

from audiobook.reading import read

LONG = "The road went on over the hills and down to the sea, as roads do when they are left alone."


def shape(manuscript):
    return [(block.kind, block.text) for block in manuscript.blocks]


def reasons(manuscript):
    return [found.reason for found in manuscript.dropped]


def p(text, style="", more=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>' if style or more else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


HEADING = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'


def test_docx_headings_marks_and_emphasis(docx):
    italic = "<w:p><w:r><w:t>It was </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>so</w:t></w:r></w:p>"
    path = docx(p("One", "H1") + p(LONG) + p("* * *") + italic, styles=HEADING)
    manuscript = read(path)
    assert shape(manuscript) == [
        ("heading", "One"),
        ("text", LONG),
        ("rule", "* * *"),
        ("text", "It was so"),
    ]
    assert manuscript.blocks[0].level == 1
    assert manuscript.blocks[3].emphasis == ((7, 9),)


def test_docx_title_style_names_the_book(docx):
    title = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    manuscript = read(docx(p("My Book", "T") + p(LONG), styles=title))
    assert manuscript.meta.title == "My Book"
    assert manuscript.blocks[0].level == 1


def test_docx_deleted_text_is_not_read(docx):
    body = (
        "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    assert shape(read(docx(body))) == [("text", "Kept")]


def test_docx_footnotes_are_left_out_unless_asked_for(docx):
    body = '<w:p><w:r><w:t>Word</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
    path = docx(body, footnotes=notes)
    assert shape(read(path)) == [("text", "Word")]
    assert reasons(read(path)) == ["footnote"]
    assert shape(read(path, notes=True)) == [("text", "Word"), ("text", "A note.")]


def test_docx_rare_empty_paragraph_is_a_break_and_a_usual_one_is_not(docx):
    rare = read(docx(p(LONG) * 8 + "<w:p/>" + p(LONG) * 8))
    usual = read(docx((p(LONG) + "<w:p/>") * 8))
    assert [kind for kind, _ in shape(rare)].count("rule") == 1
    assert [kind for kind, _ in shape(usual)].count("rule") == 0


def test_docx_header_is_named_as_dropped(docx):
    manuscript = read(docx(p(LONG), header1="<w:p><w:r><w:t>MY BOOK</w:t></w:r></w:p>"))
    assert [(d.reason, d.text) for d in manuscript.dropped] == [("running head", "MY BOOK")]


def test_odt_headings_rules_notes_and_verse(odt):
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
    )
    path = odt(
        '<text:h text:outline-level="1">One</text:h>'
        f"<text:p>It was <text:span text:style-name='T1'>so</text:span> dark.{note}</text:p>"
        '<text:p text:style-name="Horizontal_20_Line"/>'
        "<text:p>O rose,<text:line-break/>thou art sick!</text:p>",
        styles='<style:style style:name="T1"><style:text-properties fo:font-style="italic"/>'
        "</style:style>",
    )
    manuscript = read(path)
    assert shape(manuscript) == [
        ("heading", "One"),
        ("text", "It was so dark."),
        ("rule", "---"),
        ("verse", "O rose,\nthou art sick!"),
    ]
    assert manuscript.blocks[1].emphasis == ((7, 9),)
    assert reasons(manuscript) == ["footnote"]
    assert ("text", "A note.") in shape(read(path, notes=True))


FB2 = """<?xml version="1.0" encoding="utf-8"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"
 xmlns:l="http://www.w3.org/1999/xlink">
<description><title-info><author><first-name>Ann</first-name><last-name>Author</last-name></author>
<book-title>A Book</book-title><coverpage><image l:href="#c.png"/></coverpage><lang>en</lang>
<sequence name="Series" number="2"/></title-info></description>
<body><title><p>A Book</p></title>
<section><title><p>Part</p><p>One</p></title><section><title><p>I</p></title>
<p>It <emphasis>was</emphasis> dark.<a l:href="#n1" type="note">[1]</a></p>
<subtitle>* * *</subtitle>
<poem><stanza><v>O rose,</v><v>thou art sick!</v></stanza></poem>
<cite><p>So he said.</p></cite></section></section></body>
<body name="notes"><section id="n1"><p>A note.</p></section></body>
<binary id="c.png" content-type="image/png">iVBORw0KGgo=</binary></FictionBook>"""


@pytest.mark.parametrize("is_zipped", [False, True])
def test_fb2_structure_and_metadata(tmp_path, zipped, is_zipped):
    path = zipped("book.fb2.zip", {"book.fb2": FB2}) if is_zipped else tmp_path / "book.fb2"
    if not is_zipped:
        path.write_text(FB2, encoding="utf-8")
    manuscript = read(path)
    meta = manuscript.meta
    assert (meta.title, meta.author, meta.series) == ("A Book", "Ann Author", "Series #2")
    assert meta.cover.startswith(b"\x89PNG")
    assert [(block.kind, block.text, block.level) for block in manuscript.blocks] == [
        ("heading", "A Book", 1),
        ("heading", "Part\nOne", 2),
        ("heading", "I", 3),
        ("text", "It was dark.", 0),
        ("rule", "* * *", 0),
        ("verse", "O rose,\nthou art sick!", 0),
        ("quote", "So he said.", 0),
    ]
    assert manuscript.blocks[3].emphasis == ((3, 6),)
    assert sorted(reasons(manuscript)) == ["footnote", "note mark"]


def test_rtf_is_read_as_plain_text(tmp_path):
    pytest.importorskip("striprtf")
    path = tmp_path / "book.rtf"
    path.write_text(
        r"{\rtf1\ansi{\info{\title A Book}{\author Ann Author}}"
        r"CHAPTER I\par It was a dark night, and she said \'93no\'94.\par * * *\par It ended.}",
        encoding="ascii",
    )
    manuscript = read(path)
    assert (manuscript.meta.title, manuscript.meta.author) == ("A Book", "Ann Author")
    assert shape(manuscript) == [
        ("heading", "CHAPTER I"),
        ("text", "It was a dark night, and she said “no”."),
        ("rule", "* * *"),
        ("text", "It ended."),
    ]


def pages_of(words, *, per_page=30, width=62):
    """Set words in indented paragraphs of lines, with heads and page numbers."""
    lines = []
    for paragraph in words:
        line = "    "
        for word in paragraph.split():
            if len(line) + len(word) > width:
                lines.append(line)
                line = ""
            line += word + " "
        lines.append(line)
    pages = []
    for number, start in enumerate(range(0, len(lines), per_page), start=11):
        page = [(72, 40, 9, "THE ROAD"), (300, 760, 9, str(number))]
        for at, line in enumerate(lines[start : start + per_page]):
            left = 72 + (14 if line.startswith(" ") else 0)
            page.append((left, 80 + 14 * at, 11, line.strip()))
        pages.append(page)
    return pages


def test_pdf_lines_are_joined_and_furniture_is_dropped(pdf):
    pytest.importorskip("pypdfium2")
    words = [f"{LONG} And then number {n} came by, and it was late. " + LONG for n in range(40)]
    manuscript = read(pdf(pages_of(words)))
    assert [block.text for block in manuscript.blocks if block.kind == "text"] == words
    assert set(reasons(manuscript)) == {"running head", "page number"}


CENTRED = '<w:jc w:val="center"/>'


@pytest.mark.parametrize(
    ("first", "second"), [("Chapter 1", "Chapter 2"), ("The Door", "The Sea"), ("I", "II")]
)
def test_docx_headings_without_a_style_are_candidates(docx, first, second):
    body = p(first, "", CENTRED) + p(LONG) * 3 + p("#", "", CENTRED) + p(LONG)
    manuscript = read(docx(body + p(second, "", CENTRED) + p(LONG)))
    assert [(b.text, b.level) for b in manuscript.blocks if b.kind == "heading"] == [
        (first, 0),
        (second, 0),
    ]
    assert [b.text for b in manuscript.blocks if b.kind == "rule"] == ["#"]


BOLD = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>"


def test_docx_heads_that_are_only_bold_are_candidates(docx):
    body = BOLD.format("The Fox") + p("Ann Author") + BOLD.format("The Door") + p(LONG)
    manuscript = read(docx(body + BOLD.format("The Sea") + p(LONG)))
    assert manuscript.meta.title == "The Fox"
    assert [(b.text, b.level) for b in manuscript.blocks if b.kind == "heading"] == [
        ("The Fox", 1),
        ("The Door", 0),
        ("The Sea", 0),
    ]


@pytest.mark.parametrize("rest", [p("Chapter 1") + p(LONG) + p("Chapter 2"), ""])
def test_docx_without_styles_is_named_by_its_first_line(docx, rest):
    assert read(docx(p("The Fox") + rest + p(LONG))).meta.title == "The Fox"


def test_docx_a_centred_title_below_a_number_is_a_candidate(docx):
    centred = p("Chapter 1", "", CENTRED) + p("The Sea", "", CENTRED) + p(LONG)
    manuscript = read(docx(centred + p("At dawn", "", CENTRED) + p(LONG)))
    assert [b.text for b in manuscript.blocks if b.kind == "heading"] == ["Chapter 1", "The Sea"]


def test_rtf_footnotes_are_left_out_and_named_or_read_behind_their_paragraph(tmp_path):
    pytest.importorskip("striprtf")
    path = tmp_path / "book.rtf"
    note = r"{\super 1}{\footnote {\super 1} A {\i wet} note.}"
    path.write_text(rf"{{\rtf1\ansi It was{note} dark.\par It rained.\par It ended.}}")
    assert shape(read(path)) == [
        ("text", "It was dark."),
        ("text", "It rained."),
        ("text", "It ended."),
    ]
    assert [(d.reason, d.text) for d in read(path).dropped] == [("footnote", "A wet note.")]
    assert [text for _, text in shape(read(path, notes=True))] == [
        *("It was dark.", "A wet note.", "It rained.", "It ended."),
    ]


def test_docx_page_ends_are_no_empty_paragraphs(docx):
    page_end = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    chapter = p("One", "H1") + p(LONG) * 4 + "<w:p/>" + p(LONG) * 4 + page_end
    blocks = read(docx(chapter * 5, styles=HEADING)).blocks
    assert [block.reason for block in blocks if block.kind == "rule"] == ["empty paragraph"] * 5
