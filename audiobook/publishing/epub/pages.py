"""The pages of an EPUB: cover, title page, chapters and contents, as XHTML.

Chapters of the book come in, whole XHTML files go out; every sentence bears its
id, so that the overlays can find it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiobook.model import Book, Chapter, Scene, Sentence
from audiobook.publishing.markup import block, direction, escaped, inline
from audiobook.publishing.order import heading

_MATTER = {"chapter": "bodymatter", "front": "frontmatter", "back": "backmatter"}


def cover_page(book: Book, image: str) -> str:
    """Show the cover, named for those who cannot see it."""
    alt = escaped(f"Cover of {book.meta.title}")
    return page(
        book, "Cover", f'<div class="cover"><img src="{image}" alt="{alt}"/></div>', "cover"
    )


def title_page(book: Book) -> str:
    """Give the title, the author and the narrator."""
    meta = book.meta
    title = span(book.title) if book.title else escaped(meta.title)
    lines = [f"<h1>{title}</h1>"]
    if meta.author:
        lines.append(f'<p class="by">{escaped(meta.author)}</p>')
    if meta.narrator:
        lines.append(f'<p class="by">Read by {escaped(meta.narrator)}</p>')
    content = "\n".join(lines)
    return page(
        book, meta.title, f'<section epub:type="titlepage">\n{content}\n</section>', "frontmatter"
    )


def chapter_page(book: Book, chapter: Chapter) -> str:
    """Lay out a chapter: its heading, its scenes, a rule where the scene changes."""
    title = heading(book, chapter)
    lines = [f'<section id="{chapter.id}"{_section_type(chapter)}>']
    if chapter.title:
        lines.append(f"<h1>{span(chapter.title)}</h1>")
    for scene in chapter.scenes:
        lines.extend(_scene(scene, book.meta.language))
    lines.append("</section>")
    return page(book, title, "\n".join(lines), _MATTER[chapter.kind])


def contents_page(book: Book, files: Sequence[tuple[str, str]], first: str) -> str:
    """List (title, file) for the reader's own contents, and the landmarks."""
    entries = "\n".join(f'<li><a href="{file}">{escaped(title)}</a></li>' for title, file in files)
    nav = f'<nav epub:type="toc" id="toc">\n<h1>Contents</h1>\n<ol>\n{entries}\n</ol>\n</nav>\n'
    nav += (
        '<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<h2>Landmarks</h2>\n<ol>\n'
        '<li><a epub:type="toc" href="#toc">Contents</a></li>\n'
        f'<li><a epub:type="bodymatter" href="{first}">Start</a></li>\n</ol>\n</nav>'
    )
    return page(book, "Contents", nav, "frontmatter")


def page(book: Book, title: str, content: str, kind: str) -> str:
    """Put content into a whole XHTML file."""
    language = escaped(book.meta.language)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}" dir="{direction(book.meta.language)}">\n'
        f"<head>\n<title>{escaped(title)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f'<body epub:type="{kind}">\n{content}\n</body>\n</html>\n'
    )


def span(sentence: Sentence) -> str:
    """One sentence with its id, without the spaces around it."""
    language = escaped(sentence.language)
    lang = f' lang="{language}" xml:lang="{language}"' if language else ""
    return f'<span id="{sentence.id}"{lang}>{inline(sentence)}</span>'


def _section_type(chapter: Chapter) -> str:
    return ' epub:type="chapter"' if chapter.kind == "chapter" else ""


def _scene(scene: Scene, language: str) -> Iterator[str]:
    if scene.opened_by == "marked":
        yield '<hr class="scene"/>'
    elif scene.opened_by == "inferred":
        yield '<hr class="scene inferred"/>'
    yield f'<div class="part" id="{scene.id}">'
    for paragraph in scene.paragraphs:
        yield block(paragraph, language, span, heading="h2")
    yield "</div>"
