"""HTML: a saved page or a Gutenberg book."""

from __future__ import annotations

import pytest

from audiobook.reading import read

LONG = "The road went on over the hills and down to the sea, as roads do when they are left alone."


def write(tmp_path, body, head=""):
    path = tmp_path / "book.html"
    path.write_text(f"<html lang='en'><head>{head}</head><body>{body}</body></html>", "utf-8")
    return path


def shape(manuscript, matter="chapter"):
    return [(b.kind, b.text) for b in manuscript.blocks if b.matter == matter]


def test_headings_rules_and_metadata(tmp_path):
    head = '<title>A Book</title><meta name="author" content="Ann Author">'
    body = f'<h1>A Book</h1><h2>One</h2><p>{LONG}</p><hr class="tb"><p>It ended.</p>'
    manuscript = read(write(tmp_path, body, head))
    assert (manuscript.meta.title, manuscript.meta.author) == ("A Book", "Ann Author")
    assert shape(manuscript) == [
        ("heading", "A Book"),
        ("heading", "One"),
        ("text", LONG),
        ("rule", "---"),
        ("text", "It ended."),
    ]


def test_contents_script_and_navigation_are_not_read(tmp_path):
    links = "".join(f"<p><a href='#c{n}'>Chapter {n}</a></p>" for n in range(5))
    body = (
        f"<nav><ul><li>Home</li></ul></nav><script>var x;</script><style>p{{}}</style>"
        f"<h2>Contents</h2>{links}<h2 id='c0'>Chapter 0</h2><p>{LONG}</p>"
    )
    manuscript = read(write(tmp_path, body))
    assert shape(manuscript) == [("heading", "Chapter 0"), ("text", LONG)]
    assert {block.reason for block in manuscript.blocks if block.matter == "front"} == {"contents"}


def test_gutenberg_html(tmp_path):
    body = (
        "<pre>The Project Gutenberg eBook of A Book\nTitle: A Book\nAuthor: Ann Author\n</pre>"
        "<p>*** START OF THE PROJECT GUTENBERG EBOOK A BOOK ***</p><p>Produced by somebody</p>"
        f"<h2>CHAPTER I</h2><p><span class='pagenum'>[Pg 3]</span>{LONG}"
        '<a href="#Footnote_1_1" class="fnanchor">[1]</a></p><p>*&nbsp; *&nbsp; *</p>'
        '<div class="figcenter"><img src="i.jpg" alt=""><p class="caption">A man</p></div>'
        f'<p>{LONG}</p><div class="footnote"><p>[1] A note.</p></div>'
        "<p>THE END</p><p>*** END OF THE PROJECT GUTENBERG EBOOK A BOOK ***</p><p>Licence</p>"
    )
    manuscript = read(write(tmp_path, body))
    assert [kind for kind, _ in shape(manuscript)] == ["heading", "text", "rule", "text"]
    assert [text for kind, text in shape(manuscript) if kind == "text"] == [LONG, LONG]
    assert {found.reason for found in manuscript.dropped} == {
        "Gutenberg header",
        "Gutenberg licence",
        "Gutenberg credits",
        "page number",
        "note mark",
        "picture",
        "footnote",
        "end line",
    }


def test_paragraphs_parted_by_line_ends_alone(tmp_path):
    manuscript = read(write(tmp_path, f"<div>{LONG}<br><br>{LONG}<br><br>It ended.</div>"))
    assert shape(manuscript) == [("text", LONG), ("text", LONG), ("text", "It ended.")]


def test_verse_of_single_lines_becomes_a_stanza(tmp_path):
    lines = "<p class='poem'>O rose,</p><p class='poem'>thou art</p><p class='poem'>sick!</p>"
    manuscript = read(write(tmp_path, f"<p>{LONG}</p>{lines}<p>{LONG}</p>"))
    assert shape(manuscript)[1] == ("verse", "O rose,\nthou art\nsick!")


def test_encoding_of_the_page_is_believed(tmp_path):
    path = tmp_path / "book.html"
    page = '<html><head><meta charset="windows-1251"></head><body><p>Была ночь.</p></body></html>'
    path.write_bytes(page.encode("cp1251"))
    assert shape(read(path)) == [("text", "Была ночь.")]


def test_hidden_text_is_not_read(tmp_path):
    body = f"<p style='display:none'>Secret</p><p hidden>Too</p><p>{LONG}</p>"
    manuscript = read(write(tmp_path, body))
    assert shape(manuscript) == [("text", LONG)]
    assert [found.reason for found in manuscript.dropped] == ["hidden", "hidden"]


WEB = """<nav><a href="/">Home</a></nav><header><h1>The Fox</h1>by <a rel="author">Ann</a></header>
{opening}<p>{long}</p>
<aside class="footnote" id="n1"><p>A note.</p></aside><aside>Ten best foxes</aside>
<blockquote><p>Ran it so?</p><footer>A. Nonymous</footer></blockquote>
<div class="share-buttons share">Tweet</div>{closing}<div id="comments"><h3>Comments</h3>Nice!</div>
<footer>© A Blog<script>x()</script></footer>"""


@pytest.mark.parametrize("part", ["article", "main"])
def test_a_page_saved_from_the_web_is_read_without_the_site_round_it(tmp_path, part):
    body = WEB.format(opening=f"<div><{part}>", closing=f"</{part}></div>", long=LONG)
    manuscript = read(write(tmp_path, body, "<title>The Fox - A Blog</title>"))
    assert (manuscript.meta.title, manuscript.meta.author) == ("The Fox", "Ann")
    assert [text for _, text in shape(manuscript)] == ["The Fox", LONG, "Ran it so?", "A. Nonymous"]
    beside = [found.text for found in manuscript.dropped if found.reason == "page furniture"]
    assert beside == [
        "Home",
        "The Fox by Ann",
        "Comments Nice!",
        "© A Blog",
        "Ten best foxes",
        "Tweet",
    ]


@pytest.mark.parametrize("named", ['class="entry-content x"', 'id="storytext"', 'role="main"'])
def test_a_page_that_only_names_its_story_is_read_without_the_rest(tmp_path, named):
    path = tmp_path / "page.html"
    path.write_text(
        "<title>The Fox - A Site</title><div id='content'><div class='menu'>Home Stories</div>"
        f"<h1>The Fox</h1><div {named}><p>{LONG}</p><p>{LONG}</p></div></div>"
        "<div id='sidebar'><h2>Recent posts</h2><p>Another story</p></div>"
        f"<script>var x = '{LONG * 20}'</script>"
    )
    found = read(path)
    assert found.meta.title == "The Fox"
    assert [b.text for b in found.blocks] == ["The Fox", LONG, LONG]
    assert {d.text for d in found.dropped} >= {"Home Stories", "Recent posts Another story"}


def test_an_article_beside_long_scripts_is_still_the_story(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        f"<p>Home Stories</p><article><h1>The Fox</h1><p>{LONG}</p></article>"
        f"<script>var x = '{LONG * 20}'</script>"
    )
    assert [b.text for b in read(path).blocks] == ["The Fox", LONG]


def test_a_page_of_several_articles_is_read_whole(tmp_path):
    body = "".join(f"<article><h2>{n}</h2><p>{LONG}</p></article>" for n in (1, 2))
    assert shape(read(write(tmp_path, body))).count(("text", LONG)) == 2
