"""Write `index.html`, and beside it the sound of a long book.

An edition comes in.  Up to 25 MB of sound goes into the page itself, so that one
file is the whole book; more stands in `player/`, with the mark that keeps a
library's scanner from taking it for a second copy of the book.
"""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from urllib.parse import quote

from audiobook.files import replacing, write_whole
from audiobook.mixing import encoded
from audiobook.publishing.edition import Edition
from audiobook.publishing.markup import direction, escaped
from audiobook.publishing.order import chapter_cues
from audiobook.publishing.player import assets, facts, text
from audiobook.publishing.streams import write_m4a

EMBEDDED = 25_000_000  # bytes of sound that a page may carry
FOLDER = "player"


def write_player(edition: Edition) -> tuple[Path, ...]:
    """Write the read-along player and, where the sound is long, the sound beside it."""
    sound, files = _sound(edition)
    path = write_whole(edition.folder / "index.html", page(edition, sound))
    return (path, *files)


def page(edition: Edition, sound: str) -> str:
    """Make the page; `sound` is its address: a path beside it, or a data URL."""
    book, meta = edition.book, edition.book.meta
    spoken = chapter_cues(book, edition.timeline)
    style, script = assets.style(text.heights()), assets.script()
    inside = sound.startswith("data:")
    told = facts.facts(edition, spoken, "" if inside else sound.rpartition("/")[2])
    return assets.template().substitute(
        language=escaped(meta.language),
        direction=direction(meta.language),
        policy=_policy(style, script),
        title=escaped(meta.title),
        toml=escaped(f"{edition.name}.toml"),
        style=style,
        text=text.whole(book, [chapter for chapter, _ in spoken], edition.cover),
        sound=escaped(sound if inside else quote(sound)),
        preload="none" if inside else "metadata",
        book=facts.as_json(told),
        script=script,
    )


def _policy(style: str, script: str) -> str:
    """Allow this very script and style, pictures in the page, the sound, nothing else."""
    return (
        f"default-src 'none'; script-src {assets.digest(script)}; "
        f"style-src {assets.digest(style)}; img-src data: blob:; "
        "media-src 'self' file: blob: data:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'"
    )


def _sound(edition: Edition) -> tuple[str, tuple[Path, ...]]:
    """Put the sound into the page's address, or beside the page."""
    segments = encoded(edition.sound, "aac")
    path = edition.folder / FOLDER / f"{edition.name}.m4a"
    if sum(segment.path.stat().st_size for segment in segments) <= EMBEDDED:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "book.m4a"
            write_m4a(segments, file)
            data = base64.b64encode(file.read_bytes()).decode()
        path.unlink(missing_ok=True)
        return f"data:audio/mp4;base64,{data}", ()
    with replacing(path) as part:
        write_m4a(segments, part)
    write_whole(path.with_name(".ignore"), "The book's sound once more, for index.html.\n")
    return f"{FOLDER}/{path.name}", (path,)
