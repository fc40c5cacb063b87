"""From story files to the book that will be spoken: read, clean, structure, cast.

Everything that happens before a voice is asked for.  `build`, `clean`,
`outline` and the checks all see the same book because they all come here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook import cleaning, reading, structuring
from audiobook.errors import SettingsError
from audiobook.model import Book, Chapter, Manuscript, Meta, Part, Repairs, Sentence
from audiobook.pipeline.tongue import tongue
from audiobook.pipeline.unmet import unmet
from audiobook.settings import BookSettings, Settings
from audiobook.wording.pls import parse_pls


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A book ready for its voices, and the account of how it was made."""

    book: Book
    repairs: Repairs
    story: str  # the file's name, or the first one's
    sha256: str  # of all story files in order
    notes: tuple[str, ...] = ()  # what a listener should know


def plan(stories: Sequence[Path], settings: Settings) -> Plan:
    """Read one book from its file or files and make it ready to be spoken."""
    if len(stories) == 1:
        manuscript = reading.read(stories[0], notes=settings.notes)
    else:
        manuscript = reading.read_many(stories, notes=settings.notes)
    digest = hashlib.sha256()
    for path in stories:
        digest.update(path.read_bytes())
    book, repairs = structured(manuscript, settings)
    return Plan(
        book=book,
        repairs=repairs,
        story=stories[0].name,
        sha256=digest.hexdigest(),
        notes=(
            *_doubt(manuscript.meta.language, book.meta.language, settings),
            *_chat(manuscript),
            *unmet(book, (block.text for block in manuscript.blocks), settings),
        ),
    )


def with_lexicon_file(story: Path, settings: Settings) -> Settings:
    """Put the entries of W3C lexicons, in the EPUB or beside the story, before the settings' own.

    Of two entries for a word the later wins, so the settings have the last word.
    Raises an error that names the lexicon where it cannot be read or is none.
    """
    entries: list[tuple[str, str]] = []
    for place, content in reading.lexicons(story):
        try:
            entries.extend(parse_pls(content))
        except SettingsError as err:
            raise SettingsError(f"{place}: {err.message}", err.hint, key=err.key) from err
    return replace(settings, lexicon=(*entries, *settings.lexicon)) if entries else settings


def structured(manuscript: Manuscript, settings: Settings) -> tuple[Book, Repairs]:
    """Clean, structure and cast a manuscript under the user's settings."""
    manuscript, repairs = cleaning.clean_manuscript(
        manuscript, force=settings.clean.force, forbid=settings.clean.forbid
    )
    manuscript = _in_language(manuscript, _language(manuscript, settings))
    book = structuring.structure(manuscript, scenes=settings.scenes)
    book = _retitled(book, settings)
    if settings.chapters:
        book = replace(book, chapters=chosen_chapters(book, settings.chapters))
    if settings.cast:
        from audiobook.scripting.casting import cast

        book = cast(book, settings.cast)
    return book, repairs


def _language(manuscript: Manuscript, settings: Settings) -> str:
    """What the user says, else the file unless its text speaks against it, else the text."""
    told = manuscript.meta.language
    if settings.book.language or (told and manuscript.settled):
        return settings.book.language or told
    said = told.partition("-")[0]
    found = tongue((block.text for block in manuscript.blocks), said)
    return told if found in ("", said) and told else found or "en"


def _chat(manuscript: Manuscript) -> Iterator[str]:
    """Tell what was taken for a chat program's words: the story itself would be missed."""
    for dropped in manuscript.dropped:
        if dropped.reason in ("chat preface", "chat closing"):
            yield f"left out as a {dropped.reason}: {dropped.text}"


def _in_language(manuscript: Manuscript, language: str) -> Manuscript:
    """Give the book its language, and so the blocks that are marked as the file wrongly is."""
    wrong = manuscript.meta.language.partition("-")[0]
    blocks = manuscript.blocks
    if wrong and wrong != language.partition("-")[0]:
        blocks = tuple(
            replace(block, language="") if block.language.partition("-")[0] == wrong else block
            for block in blocks
        )
    return replace(manuscript, blocks=blocks, meta=replace(manuscript.meta, language=language))


def _doubt(told: str, found: str, settings: Settings) -> Iterator[str]:
    """Tell that a file was not believed."""
    if told and not settings.book.language and found != told:
        yield (
            f"the file says that its language is {told}, its text is in {found}, "
            f"and so is the voice; --language {told} decides otherwise"
        )


def _retitled(book: Book, settings: Settings) -> Book:
    """Lay what the user says of the book over what the file says."""
    wanted = settings.book
    title = book.title
    if wanted.title and title is not None:
        title = Sentence(id=title.id, parts=(Part(written=wanted.title),))
    return replace(book, title=title, meta=_meta(book.meta, wanted, settings.folder))


def _meta(meta: Meta, wanted: BookSettings, folder: str) -> Meta:
    return replace(
        meta,
        title=wanted.title or meta.title,
        author=wanted.author or meta.author,
        narrator=wanted.narrator or meta.narrator,
        description=wanted.description or meta.description,
        series=wanted.series or meta.series,
        publisher=wanted.publisher or meta.publisher,
        cover=_cover(Path(folder) / wanted.cover) if wanted.cover else meta.cover,
    )


def _cover(path: Path) -> bytes:
    try:
        image = path.read_bytes()
    except OSError as err:
        raise SettingsError(
            f"{path}: cannot read the cover: {err.strerror}",
            "name a JPEG or PNG file with --cover or in [book] cover",
            key="book.cover",
        ) from err
    if not image.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise SettingsError(
            f"{path}: expected a JPEG or PNG as cover, found something else",
            "convert the picture first",
            key="book.cover",
        )
    return image


def chosen_chapters(book: Book, numbers: str) -> tuple[Chapter, ...]:
    """Pick chapters by number: `1-3,5`, as `outline` counts them."""
    chapters = [chapter for chapter in book.chapters if chapter.kind == "chapter"]
    wanted: set[int] = set()
    for part in numbers.split(","):
        match = re.fullmatch(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?", part)
        if match is None:
            raise SettingsError(
                f"chapters: expected numbers like 1-3,5, found {numbers!r}", key="build.chapters"
            )
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= len(chapters):
            raise SettingsError(
                f"chapters: {part.strip()} is not within 1 to {len(chapters)}",
                "`audiobook outline STORY` lists them",
                key="build.chapters",
            )
        wanted.update(range(first, last + 1))
    return tuple(chapter for number, chapter in enumerate(chapters, 1) if number in wanted)
