"""Which of the user's own words a book never meets: misspelt, most often.

A book and its settings come in; a line for each table that has such words goes out, with the
nearest word of the book.  Only the story's own file is asked: the user's file is for all stories.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from audiobook.model import Book
from audiobook.settings import Settings
from audiobook.wording import Lexicon
from audiobook.wording.capitals import titled
from audiobook.wording.typography import typeset

SHOWN = 10  # words in a line
NEAR = 0.7  # of difflib's measure: two letters swapped in a word of five
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def unmet(book: Book, raw: Iterable[str], settings: Settings) -> Iterator[str]:
    """Name the entries of [lexicon] and [clean] that meet nothing.

    `raw` is the text before it was cleaned.  Of chosen chapters nothing is said: an entry may
    be for the others.
    """
    if settings.chapters:
        return
    said = _said(book)
    words = [written for written, _ in settings.lexicon if f"lexicon.{written}" in settings.own]
    if words:
        lexicon = Lexicon(entries=tuple((written, "said") for written in words))
        found = lexicon.unmet(itertools.chain.from_iterable(map(_readings, said)))
        yield from _told("[lexicon]", found, said)
    cleaning = [
        *((old, "clean.force") for old, _ in settings.clean.force),
        *((old, "clean.forbid") for old in settings.clean.forbid),
    ]
    asked = [old for old, key in cleaning if key in settings.own]
    if asked:
        texts = tuple(raw)
        absent = [old for old in asked if not any(old in text for text in texts)]
        yield from _told("[clean]", absent, texts)


def _said(book: Book) -> tuple[str, ...]:
    """All that is spoken, as it is written."""
    chapters = (chapter for chapter in book.chapters if chapter.kind == "chapter")
    titles = (book.title,) if book.title else ()
    sentences = itertools.chain(titles, *(chapter.sentences() for chapter in chapters))
    return tuple(part.written for sentence in sentences for part in sentence.parts)


def _readings(written: str) -> Iterator[str]:
    """A sentence as the lexicon meets it; a title in capitals has small letters by then."""
    text = typeset(written)
    yield text
    if text.isupper():
        yield titled(text)


def _told(table: str, absent: Sequence[str], texts: Iterable[str]) -> Iterator[str]:
    if not absent:
        return
    known: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text):
            known.setdefault(word.casefold(), word)
    named = [_with_nearest(word, known) for word in absent[:SHOWN]]
    more = f" and {len(absent) - SHOWN} more" if len(absent) > SHOWN else ""
    yield f"{table} meets nothing here with {', '.join(named)}{more}"


def _with_nearest(written: str, known: dict[str, str]) -> str:
    if written.startswith("re:"):
        return written
    for word in _WORD.findall(written):
        folded = word.casefold()
        close = [folded] if folded in known else difflib.get_close_matches(folded, known, 1, NEAR)
        if close and known[close[0]] != word:
            return f"{written} (nearest: {known[close[0]]})"
    return written
