"""A structured book to the Markdown that a person edits.

A Book comes in; a text goes out that `read` and structuring turn back into the same book:
`#` title, `##` chapters, `* * *` scene breaks.  What Markdown has no sign for stands in
comments: why a break was inferred, who speaks, what was left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from audiobook.model import Book, Chapter, Paragraph, Scene, Sentence, Span
from audiobook.reading import frontmatter
from audiobook.reading.markdown import AS_WRITTEN
from audiobook.reading.marks import is_mark

RULE = "* * *"
_GUIDE = """<!-- Edit freely: "##" opens a chapter, "* * *" parts two scenes, *stars* stress a word.
A break with the comment "inferred" was not printed: delete it if it is wrong. -->"""
CAP = 300  # characters after which structuring cuts a word that has no end
# Marks that Markdown reads as a rule, and those that mean nothing to it.
_AS_MARK = re.compile(r"(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,}|[^\x00-\x7f](?: ?[^\x00-\x7f])*")
_CLOSE_DASH = re.compile(r"\S(?:[—–]|--)$")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SPECIAL = re.compile(r"[\\`*_\[\]<|]|&(?=#?\w{1,40};)")
_LINE_START = re.compile(r"(?:(\d{1,9})([.)])(?=\s|$)|([#>~=:+-]))")


def manuscript(book: Book, *, cover: str = "") -> str:
    """Write a book as Markdown for a person to edit.

    `cover` names a picture that the caller keeps in the manuscript's folder.
    """
    return "\n\n".join([_front_matter(book, cover), _GUIDE, *_body(book)]) + "\n"


def _front_matter(book: Book, cover: str) -> str:
    values = {name: getattr(book.meta, name) for name in frontmatter.FIELDS}
    fields = {name: value for name, value in values.items() if value}
    if cover:
        fields["cover"] = cover
    return f"---\n{frontmatter.dump({**fields, 'scenes': AS_WRITTEN})}---"


def _body(book: Book) -> Iterator[str]:
    title = book.title or _only_title(book)
    if title is not None:
        yield f"# {_heading(title)}"
    for at, chapter in enumerate(book.chapters):
        is_titled_above = book.title is None and title is not None
        yield from _chapter(chapter, opens=not is_titled_above and not _is_plain_start(at, chapter))
    for found in book.dropped:
        yield _comment("dropped", f"{found.reason}: {found.text}")


def _only_title(book: Book) -> Sentence | None:
    """Give the title of a book's only chapter, which is the book's own."""
    is_single = len(book.chapters) == 1 and book.chapters[0].kind == "chapter"
    return book.chapters[0].title if is_single and book.title is None else None


def _is_plain_start(at: int, chapter: Chapter) -> bool:
    return at == 0 and chapter.title is None and chapter.kind == "chapter"


def _chapter(chapter: Chapter, *, opens: bool) -> Iterator[str]:
    if chapter.kind != "chapter":
        yield _comment(chapter.kind, chapter.reason)
    if opens:
        yield f"## {_heading(chapter.title)}".rstrip() if chapter.title else "##"
    for scene in chapter.scenes:
        if scene.opened_by != "start":
            yield from _break(scene)
        for paragraph in scene.paragraphs:
            yield _paragraph(paragraph)


def _break(scene: Scene) -> Iterator[str]:
    if scene.opened_by == "inferred":
        yield _comment("inferred", scene.reason)
    elif _AS_MARK.fullmatch(scene.reason) and is_mark(scene.reason):
        yield scene.reason
        return
    else:
        yield _comment("marked", scene.reason)
    yield RULE


def _comment(order: str, text: str) -> str:
    """Write a comment; what could end it early is written as HTML writes it."""
    text = html.escape(text, quote=False).replace("\n", "&#10;")
    return f"<!-- {order}: {text} -->" if text else f"<!-- {order} -->"


def _paragraph(paragraph: Paragraph) -> str:
    text, emphasis, speaker, language = _joined(paragraph)
    orders: list[str] = []
    if speaker:
        orders.append(_comment("speaker", speaker))
    if language:
        orders.append(_comment("language", language))
    if paragraph.kind == "heading":
        level = "### "
        return "\n".join([*orders, level + _inline(text, emphasis).replace("\n", "<br>")])
    is_verse = "\n" in text
    kind = "verse" if is_verse else "quote" if paragraph.kind == "quote" else "text"
    if kind != paragraph.kind or is_mark(text):
        orders.append(f"<!-- {paragraph.kind} -->")
    lines = _lines(text, emphasis)
    body = "\\\n".join(lines)
    if paragraph.kind == "quote":
        body = "\n".join(f"> {line}" for line in body.split("\n"))
    return "\n".join([*orders, body])


def _joined(paragraph: Paragraph) -> tuple[str, tuple[Span, ...], str, str]:
    """Join sentences to the paragraph that they were; a speaker counts if there is but one."""
    text = ""
    emphasis: list[Span] = []
    speakers: set[str] = set()
    for sentence in paragraph.sentences:
        end = len(text)
        text += _gap(text, sentence.written, is_verse=paragraph.kind == "verse")
        for part in sentence.parts:
            spans = [(first + len(text), last + len(text)) for first, last in part.emphasis]
            if spans and emphasis and emphasis[-1][1] == end and part.emphasis[0][0] == 0:
                spans[0] = (emphasis.pop()[0], spans[0][1])  # it ran over both sentences
            emphasis += spans
            text += part.written
            end = len(text)
            speakers.add(part.speaker)
    speaker = speakers.pop() if len(speakers) == 1 else ""
    languages = {sentence.language for sentence in paragraph.sentences}
    return text, tuple(emphasis), speaker, languages.pop() if len(languages) == 1 else ""


def _gap(before: str, after: str, *, is_verse: bool) -> str:
    """Give what stood between two sentences: a space, but after a close dash or in Chinese."""
    if not before or before[-1].isspace():
        return ""
    if is_verse:
        return "\n"
    if _CLOSE_DASH.search(before) or before[-1] in "。、，；：！？" or _IDEOGRAPH.match(after):
        return ""
    return "" if len(before) >= CAP and " " not in before[-CAP:] else " "


def _heading(title: Sentence) -> str:
    whole = Paragraph(id="", line=0, kind="heading", sentences=(title,))
    text, emphasis, _, _ = _joined(whole)
    written = _inline(text, emphasis).replace("\n", "<br>")
    return re.sub(r"(#+)$", lambda found: "\\" + "\\".join(found[1]), written)


def _lines(text: str, emphasis: tuple[Span, ...]) -> list[str]:
    """Write the lines of a text, each with the emphasis that falls into it."""
    lines: list[str] = []
    at = 0
    for line in text.split("\n"):
        own = tuple(
            (max(start - at, 0), min(end - at, len(line)))
            for start, end in emphasis
            if start < at + len(line) and end > at
        )
        lines.append(_at_start(_inline(line, own)))
        at += len(line) + 1
    return lines


def _at_start(line: str) -> str:
    """Escape what would begin a list, a heading, a quotation or a rule."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    if found[1]:
        return f"{found[1]}\\{line[len(found[1]) :]}"
    return "\\" + line


def _inline(text: str, emphasis: tuple[Span, ...]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in emphasis:
        pieces += [_escaped(text[at:start]), _emphasised(text, start, end)]
        at = end
    pieces.append(_escaped(text[at:]))
    return "".join(pieces)


def _escaped(text: str) -> str:
    """Escape the signs of Markdown.

    >>> _escaped("5 * 4 < 3_2 & so")
    '5 \\\\* 4 \\\\< 3\\\\_2 & so'
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def _emphasised(text: str, start: int, end: int) -> str:
    """Use stars where they are sure to be read as emphasis, else a tag."""
    inside = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    is_open = not inside[:1].isspace() and not (_is_sign(inside[:1]) and before.strip())
    is_closed = not inside[-1:].isspace() and not (_is_sign(inside[-1:]) and after.strip())
    if is_open and is_closed and before != "*" and after != "*" and "\n" not in inside:
        return f"*{_escaped(inside)}*"
    return f"<em>{_escaped(inside)}</em>"


def _is_sign(char: str) -> bool:
    return bool(char) and not char.isalnum() and not char.isspace()
