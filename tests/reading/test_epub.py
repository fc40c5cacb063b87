"""EPUB: what a reader of the book sees is what the blocks say."""

from __future__ import annotations

import pytest

from audiobook.reading import read

LONG = "The road went on over the hills and down to the sea, as roads do when they are left alone."
PARAGRAPHS = f"<p>{LONG}</p>" * 12


def shape(manuscript, matter="chapter"):
    return [(b.kind, b.text) for b in manuscript.blocks if b.matter == matter]


def headings(manuscript):
    return [b.text for b in manuscript.blocks if b.kind == "heading" and b.matter == "chapter"]


def rules(manuscript):
    return [(b.text, b.reason) for b in manuscript.blocks if b.kind == "rule"]


def dropped(manuscript, reason):
    return [found.text for found in manuscript.dropped if found.reason == reason]


def test_pages_come_in_spine_order_and_headings_keep_their_level(epub):
    path = epub(
        {"b.xhtml": "<h1>Part</h1><h2>I</h2><p>One.</p>", "a.xhtml": "<h2>II</h2><p>Two.</p>"}
    )
    manuscript = read(path)
    assert [(b.text, b.level) for b in manuscript.blocks] == [
        ("Part", 1),
        ("I", 2),
        ("One.", 0),
        ("II", 2),
        ("Two.", 0),
    ]


def test_title_from_the_contents_where_a_page_has_no_heading(epub):
    links = '<li><a href="a.xhtml">The Door</a></li><li><a href="b.xhtml">The Wall</a></li>'
    pages = {"a.xhtml": PARAGRAPHS, "b.xhtml": f"<p>The</p><p>Wall</p>{PARAGRAPHS}"}
    manuscript = read(epub(pages, nav=links))
    assert headings(manuscript) == ["The Door", "The\nWall"]
    assert len(shape(manuscript)) == 26


def test_titles_from_an_ncx_with_anchors_in_one_page(epub):
    points = "".join(
        f"<navPoint><navLabel><text>{title}</text></navLabel>"
        f'<content src="a.xhtml#{id_}"/></navPoint>'
        for title, id_ in (("One", "c1"), ("Two", "c2"))
    )
    ncx = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    body = f'<div id="c1">{PARAGRAPHS}</div><a id="c2"></a>{PARAGRAPHS}'
    manuscript = read(epub({"a.xhtml": body}, ncx=ncx))
    assert headings(manuscript) == ["One", "Two"]
    assert [b.kind for b in manuscript.blocks].index("heading", 1) == 13


def test_nav_in_the_spine_is_contents(epub):
    nav = '<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="a.xhtml">One</a></li></ol></nav>'
    manuscript = read(epub({"toc.xhtml": nav, "a.xhtml": "<h2>One</h2><p>Dark.</p>"}))
    assert shape(manuscript) == [("heading", "One"), ("text", "Dark.")]
    assert {b.reason for b in manuscript.blocks if b.matter == "front"} == {"contents"}


@pytest.mark.parametrize(
    ("name", "page", "matter", "reason"),
    [
        ("a.xhtml", ("<p>For Ann.</p>", ' epub:type="dedication"'), "front", "dedication"),
        (
            "a.xhtml",
            '<section epub:type="colophon"><p>Set in type.</p></section>',
            "back",
            "colophon",
        ),
        ("a.xhtml", "<h2>About the Author</h2><p>She lives.</p>", "back", "about the author"),
        ("copyright.xhtml", "<p>All rights reserved.</p>", "front", "copyright"),
        ("02_titlepage.xhtml", "<p>A Book</p>", "front", "title page"),
    ],
)
def test_front_and_back_matter_is_flagged(epub, name, page, matter, reason):
    story = {"m.xhtml": "<h2>One</h2><p>Dark.</p>"}
    manuscript = read(epub({name: page, **story} if matter == "front" else {**story, name: page}))
    assert {(b.matter, b.reason) for b in manuscript.blocks} == {("chapter", ""), (matter, reason)}
    assert shape(manuscript) == [("heading", "One"), ("text", "Dark.")]


def test_copyright_page_at_the_end_is_back_matter(epub):
    page = (
        '<section epub:type="copyright-page"><h2>Uncopyright</h2><p>May you do good.</p></section>'
    )
    manuscript = read(epub({"m.xhtml": "<h2>One</h2><p>Dark.</p>", "z.xhtml": page}))
    assert [b.matter for b in manuscript.blocks] == ["chapter", "chapter", "back", "back"]


def test_title_page_is_known_by_what_it_says(epub):
    pages = {"a.xhtml": "<h1>A Book</h1><p>Ann Author</p>", "b.xhtml": "<h2>One</h2><p>Dark.</p>"}
    manuscript = read(epub(pages))
    assert [b.reason for b in manuscript.blocks] == ["title page", "title page", "", ""]


def test_guide_of_epub_2_flags_pages(epub):
    guide = '<guide><reference type="copyright-page" href="x.xhtml"/></guide>'
    pages = {"x.xhtml": "<p>All rights.</p>", "y.xhtml": "<h2>I</h2><p>Dark.</p>"}
    manuscript = read(epub(pages, guide=guide))
    assert manuscript.blocks[0].reason == "copyright"


def test_page_set_aside_is_named(epub):
    pages = {"a.xhtml": "<p>Dark.</p>", "b.xhtml": "<p>Extra.</p>"}
    manuscript = read(epub(pages, skip=("b.xhtml",)))
    assert shape(manuscript) == [("text", "Dark.")]
    assert dropped(manuscript, "set aside by the book (linear=no)") == ["OEBPS/b.xhtml"]


CSS = (
    ".in{text-indent:1.2em;margin:0} .flush{text-indent:0;margin:0}"
    ".gap{text-indent:0;margin:2em 0 0}"
)


def test_break_by_space_above(epub):
    body = (
        f"<h2>I</h2><p class='gap'>{LONG}</p>"
        + f"<p class='in'>{LONG}</p>" * 9
        + f"<p class='gap'>{LONG}</p>"
        + f"<p class='in'>{LONG}</p>" * 9
    )
    manuscript = read(epub({"a.xhtml": body}, css=CSS))
    assert rules(manuscript) == [("", "space above")]
    assert manuscript.blocks[11].kind == "rule"


def test_break_by_space_below_or_on_a_section(epub):
    below = f"<p class='in'>{LONG}</p>" * 9 + f"<p class='in' style='margin-bottom:2em'>{LONG}</p>"
    below += f"<p class='flush'>{LONG}</p>" + f"<p class='in'>{LONG}</p>" * 9
    around = f"<div>{below.replace('margin-bottom:2em', '')}</div>"
    around += f"<div style='margin-top:24px'><p class='flush'>{LONG}</p></div>"
    for body in (below, around):
        assert rules(read(epub({"a.xhtml": body}, css=CSS))) == [("", "space above")]


def test_space_that_is_a_style_is_no_break(epub):
    body = "".join(f"<p class='{'gap' if n % 3 else 'in'}'>{LONG}</p>" for n in range(30))
    letter = f"<p class='in'>{LONG}</p>" * 9 + f"<blockquote><p>{LONG}</p></blockquote>"
    letter += f"<p class='flush'>{LONG}</p>" + f"<p class='in'>{LONG}</p>" * 9
    for page in (body, letter):
        assert rules(read(epub({"a.xhtml": page}, css=CSS))) == []


@pytest.mark.parametrize(
    ("mark", "rule"),
    [
        ("<hr/>", ("---", "")),
        ("<p>* * *</p>", ("* * *", "")),
        ("<p>⁂</p>", ("⁂", "")),
        ("<p>&#160;</p>", ("", "empty paragraph")),
        ("<p>&nbsp;</p>", ("", "empty paragraph")),
        ("<p><br/></p>", ("", "empty paragraph")),
        ('<p class="orn"><img src="orn.png" alt=""/></p>', ("", "ornament image")),
        ('<div><img src="images/scene-break.jpg" alt="ornament"/></div>', ("", "ornament image")),
        ('<p class="scene-break"></p>', ("", "break by name")),
        ("<h3>* * *</h3>", ("* * *", "")),
    ],
)
def test_marks(epub, mark, rule):
    manuscript = read(epub({"a.xhtml": PARAGRAPHS + mark + PARAGRAPHS}))
    assert rules(manuscript) == [rule]
    assert len(manuscript.blocks) == 25


def test_marks_in_a_row_are_one_and_alt_text_is_not_read(epub):
    body = f"<p>{LONG}</p><p>*</p><hr/><p>*</p><p><img src='map.jpg' alt='A map'/></p><p>{LONG}</p>"
    manuscript = read(epub({"a.xhtml": body}))
    assert shape(manuscript) == [("text", LONG), ("rule", "*"), ("text", LONG)]
    assert dropped(manuscript, "picture") == ["A map"]


def test_drop_caps_are_part_of_their_word(epub):
    body = (
        '<p><span class="dropcap">N</span>ext morning.</p>'
        '<p><span class="dropcap">T</span> here it was.</p>'
        '<p><span class="dropcap">A</span> man came.</p>'
        '<p><img class="cap" src="w.png" alt="W"/>e went.</p>'
    )
    texts = [text for _, text in shape(read(epub({"a.xhtml": body})))]
    assert texts == ["Next morning.", "There it was.", "A man came.", "We went."]


def test_notes_and_page_numbers_are_left_out(epub):
    body = (
        '<p>Dark<a epub:type="noteref" href="#n1">1</a> and<sup><a href="#n2">2</a></sup>'
        ' wet<span epub:type="pagebreak" id="p7">7</span> it was, 10<sup>2</sup> times.</p>'
        '<aside epub:type="footnote" id="n1"><p>See above.</p></aside>'
    )
    path = epub({"a.xhtml": body})
    manuscript = read(path)
    assert shape(manuscript) == [("text", "Dark and wet it was, 102 times.")]
    assert dropped(manuscript, "note mark") == ["1", "2"]
    assert dropped(manuscript, "page number") == ["7"]
    assert dropped(manuscript, "footnote") == ["See above."]
    assert ("text", "See above.") in shape(read(path, notes=True))


def test_poems_keep_their_lines(epub):
    body = (
        '<blockquote epub:type="z3998:poem"><p><span>O rose,</span><br/><span>thou art!</span></p>'
        "<p><span>The worm</span><br/><span>that flies</span></p></blockquote>"
        '<div class="poem"><div class="stanza"><div class="line">Two by two,</div>'
        '<div class="line">they go.</div></div></div>'
    )
    assert shape(read(epub({"a.xhtml": body}))) == [
        ("verse", "O rose,\nthou art!"),
        ("verse", "The worm\nthat flies"),
        ("verse", "Two by two,\nthey go."),
    ]


def test_emphasis_by_tag_and_by_class(epub):
    body = '<p>It <i>was</i> so <span class="x">very</span> dark.</p>'
    manuscript = read(epub({"a.xhtml": body}, css=".x { font-style: italic }"))
    assert manuscript.blocks[0].emphasis == ((3, 6), (10, 14))


def test_invisible_characters_are_cleared(epub):
    body = "<p>a\u2060b\u00adc d e&#160;&#160;f</p>"
    assert shape(read(epub({"a.xhtml": body}))) == [("text", "abc d e f")]


def test_heading_group_is_one_heading_and_language_is_kept(epub):
    body = '<hgroup><h2>IV</h2><p>The Sea</p></hgroup><p xml:lang="fr">Il fait noir.</p>'
    manuscript = read(epub({"a.xhtml": body}))
    assert headings(manuscript) == ["IV\nThe Sea"]
    assert manuscript.blocks[1].language == "fr"


def test_metadata_with_series_and_cover(epub):
    meta = (
        "<dc:title>A Book</dc:title><dc:creator>Ann Author</dc:creator><dc:creator"
        ' id="c">An Editor</dc:creator><meta refines="#c" property="role">edt</meta>'
        "<dc:language>en-GB</dc:language><dc:description>&lt;p&gt;Dark.&lt;/p&gt;</dc:description>"
        "<dc:publisher>House</dc:publisher><dc:date>1901</dc:date>"
        '<meta name="calibre:series" content="Roads"/>'
        '<meta name="calibre:series_index" content="2.0"/>'
    )
    found = read(epub({"a.xhtml": "<p>Dark.</p>"}, meta=meta)).meta
    assert (found.title, found.author, found.language) == ("A Book", "Ann Author", "en-GB")
    assert (found.series, found.description) == ("Roads #2", "Dark.")
    assert (found.publisher, found.date) == ("House", "1901")


def test_careless_markup_is_still_read(epub):
    body = "<p>Dark & wet <b>night<p>It rained.<br>Hard.</p>"
    texts = [text for _, text in shape(read(epub({"a.xhtml": body})))]
    assert texts == ["Dark & wet night", "It rained.\nHard."]


def test_ncx_page_and_missing_page(epub):
    manuscript = read(epub({"a.xhtml": "<p>Dark.</p>"}, extra={}))
    assert manuscript.meta.author == "Ann Author"


def test_notes_that_only_links_show_are_left_out(epub):
    chapter = (
        '<h2>{0}</h2><p>Dark<sup><a href="#n1" id="r1">1</a></sup> it was.</p><p id="p">10 men'
        ' came<a href="#fn2" id="r2">[2]</a> on the 4<sup>th</sup>.</p><hr/><p>Notes</p>'
        '<p id="n1"><a href="#r1">1</a> Very dark.</p><p id="fn2"><a href="#r2">[2]</a> Many.</p>'
    )
    path = epub({f"{name}.xhtml": chapter.format(name) for name in ("One", "Two")})
    manuscript = read(path)
    told = ["Dark it was.", "10 men came on the 4th."]
    assert [text for _, text in shape(manuscript)] == ["One", *told, "Two", *told]
    assert dropped(manuscript, "footnote") == ["1 Very dark.", "Many."] * 2


def test_notes_that_only_links_show_are_read_where_they_are_called(epub):
    body = (
        '<p>Dark<sup><a href="#n1" id="r1">1</a></sup> it was.</p><p>It rained.</p>'
        '<p id="n1"><a href="#r1">1</a> Very dark.</p>'
    )
    texts = [text for _, text in shape(read(epub({"a.xhtml": body}), notes=True))]
    assert texts == ["Dark it was.", "Very dark.", "It rained."]


def test_notes_are_read_where_they_are_called(epub):
    story = (
        '<h2>One</h2><p>Dark.<a epub:type="noteref" href="notes.xhtml#n1">1</a></p>'
        '<p>Wet.<sup><a href="notes.xhtml#n2">2</a></sup></p><p>Cold.</p>'
    )
    notes = (
        '<section epub:type="endnotes"><h2>Endnotes</h2><ol>'
        '<li epub:type="endnote" id="n1"><p>Very dark. <a href="a.xhtml#r1">↩</a></p></li>'
        '<li epub:type="endnote" id="n2"><p>2. Very <i>wet</i>.</p><p>Indeed.</p></li>'
        "</ol></section>"
    )
    path = epub({"a.xhtml": story, "notes.xhtml": notes})
    assert [text for _, text in shape(read(path))] == ["One", "Dark.", "Wet.", "Cold."]
    assert [text for _, text in shape(read(path, notes=True))] == [
        *("One", "Dark.", "Very dark.", "Wet.", "Very wet.", "Indeed.", "Cold."),
    ]
    assert read(path, notes=True).blocks[4].emphasis == ((5, 8),)
