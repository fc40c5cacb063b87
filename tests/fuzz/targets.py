"""What is fuzzed: every place where a stranger's bytes come in.

A target takes bytes and either returns or raises AudiobookError; anything else
is a defect.  Where there is more to hold, it is asserted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from audiobook import cleaning, reading, structuring
from audiobook.errors import AudiobookError
from audiobook.model import Book
from audiobook.settings import load
from audiobook.wording import spoken

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
SUFFIXES = (
    *("txt", "md", "html", "mhtml", "webarchive"),
    *("fb2", "rtf", "epub", "docx", "odt", "pdf"),
)


def attempt(target: Callable[[bytes], None], data: bytes) -> bool:
    """Try one input; False where it was refused with a clear error."""
    try:
        target(data)
    except AudiobookError as err:
        refusal = err
    else:
        return True
    assert refusal.message.strip(), "an error without a message"
    assert len(refusal.message) < 2000, "an error of a page"
    return False


def _reader(suffix: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        path = FOLDER / f"story.{suffix}"
        path.write_bytes(data)
        _book(path)

    return read


def _clean(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    once = cleaning.clean(text).text
    assert cleaning.clean(once).text == once, "cleaning twice is not cleaning once"


def _wording(data: bytes) -> None:
    said = spoken(data.decode("utf-8", "surrogateescape"))
    assert said == said.strip()
    assert not said or any(map(str.isalnum, said)), "something unsayable would be spoken"


def _settings(data: bytes) -> None:
    story = FOLDER / "settings.txt"
    story.with_suffix(".toml").write_bytes(data)
    load(story, {})


def _book(path: Path) -> Book:
    manuscript, _ = cleaning.clean_manuscript(reading.read(path))
    return structuring.structure(manuscript)


def _manuscript(data: bytes) -> None:
    path = FOLDER / "manuscript.md"
    path.write_text(data.decode("utf-8", "ignore"), encoding="utf-8")
    book = _book(path)
    path.write_text(reading.manuscript(book), encoding="utf-8", errors="surrogatepass")
    again = _book(path)
    assert _letters(again) == _letters(book), "the manuscript reads back otherwise"


def _letters(book: Book) -> str:
    """All that is written, in order; where noise is cut into sentences may differ."""
    return "".join("".join(sentence.written.split()) for sentence in book.sentences())


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{suffix: _reader(suffix) for suffix in SUFFIXES},
    "clean": _clean,
    "wording": _wording,
    "settings": _settings,
    "manuscript": _manuscript,
}
