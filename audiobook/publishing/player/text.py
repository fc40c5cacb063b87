"""The book's text as the player shows it: real HTML, readable with scripts off.

Chapters that are heard come in, HTML goes out: sections, scenes, paragraphs,
and a span for each sentence, never for a word.
"""

from __future__ import annotations

import base64
import bisect
from collections.abc import Iterator, Sequence

from audiobook.model import Book, Chapter, Paragraph, Scene, Sentence
from audiobook.publishing.markup import block, escaped, image_type, inline

SCENE_SENTENCES = 200  # a longer scene is cut, for the browser's layout only
LINE = 34  # px: a line of text at the standard size
HEIGHTS = tuple(round(80 * 1.25**step) for step in range(24))  # px: guesses, by class


def whole(book: Book, chapters: Sequence[Chapter], cover: bytes) -> str:
    """The book's text: cover, title and names, then the chapters that are heard."""
    said_once = book.title is None and len(chapters) == 1
    title = chapters[0].title if said_once else book.title
    sections = [front(book, title, cover)]
    for chapter in chapters:
        heading = None if said_once else chapter.title
        sections.append(section(chapter, heading, book.meta.language))
    return "\n".join(sections)


def front(book: Book, title: Sentence | None, cover: bytes) -> str:
    """The head of the page: cover, title, author, narrator."""
    meta = book.meta
    shown = _span(title) if title else escaped(meta.title)
    kind = image_type(cover)
    image = ""
    if kind:
        data = base64.b64encode(cover).decode()
        image = f'<img src="data:{kind};base64,{data}" alt="Cover of {escaped(meta.title)}">\n'
    names = (meta.author, meta.narrator and f"Read by {meta.narrator}")
    by = "".join(f'<p class="by">{escaped(name)}</p>\n' for name in names if name)
    return f'<header class="front">\n{image}<h1>{shown}</h1>\n{by}</header>'


def section(chapter: Chapter, title: Sentence | None, language: str) -> str:
    """One chapter; `title` is its heading unless that stands at the head of the page."""
    lines = [f'<section class="chapter" id="{chapter.id}">']
    if title:
        lines.append(f"<h2>{_span(title)}</h2>")
    for scene in chapter.scenes:
        lines.extend(_scene(scene, language))
    lines.append("</section>")
    return "\n".join(lines)


def heights() -> str:
    """The style rules of the height classes that `chapter` uses."""
    return "\n".join(f".h{n}{{--h:{height}px}}" for n, height in enumerate(HEIGHTS))


def _scene(scene: Scene, language: str) -> Iterator[str]:
    if scene.opened_by != "start":
        inferred = ", inferred" if scene.opened_by == "inferred" else ""
        yield f'<hr class="break" aria-label="Scene break{inferred}">'
    for number, paragraphs in enumerate(_cuts(scene.paragraphs)):
        more, id = (" more", "") if number else ("", f' id="{scene.id}"')
        yield f'<div class="scene {_height(paragraphs)}{more}"{id}>'
        for paragraph in paragraphs:
            yield block(paragraph, language, _span, heading="h3")
        yield "</div>"


def _cuts(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    start = count = 0
    for at, paragraph in enumerate(paragraphs):
        if count and count + len(paragraph.sentences) > SCENE_SENTENCES:
            yield paragraphs[start:at]
            start, count = at, 0
        count += len(paragraph.sentences)
    yield paragraphs[start:]


def _height(paragraphs: Sequence[Paragraph]) -> str:
    lines = 0
    for paragraph in paragraphs:
        letters = sum(len(sentence.written) for sentence in paragraph.sentences)
        lines += len(paragraph.sentences) if paragraph.kind == "verse" else 1 + letters // 66
    return f"h{min(bisect.bisect_left(HEIGHTS, lines * LINE), len(HEIGHTS) - 1)}"


def _span(sentence: Sentence) -> str:
    """One sentence with its id, without the spaces around it."""
    lang = f' lang="{escaped(sentence.language)}"' if sentence.language else ""
    return f'<span class="s" id="{sentence.id}"{lang}>{inline(sentence)}</span>'
