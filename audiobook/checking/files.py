"""Are the files the ones that were built, with their chapters and tags?

The receipt comes in, findings go out: digests, then what ffmpeg reads of
chapters and tags in every audio file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook import mixing
from audiobook.checking.evidence import Evidence
from audiobook.clock import stamp
from audiobook.errors import AudiobookError
from audiobook.model import Finding
from audiobook.pipeline import receipt
from audiobook.programs import run

CHAPTER_OFF_MS = 50  # a codec frame is 46 ms at 22,050 Hz
PLAIN = (".wav",)  # holds neither tags nor chapters


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """What a file says of itself."""

    tags: dict[str, str]  # keys in lower case
    chapters: tuple[tuple[int, str], ...]  # start in ms, title


def files(evidence: Evidence) -> Iterator[Finding]:
    """Compare every file with the receipt."""
    if not evidence.receipt["files"]:
        yield _wrong("book.json", "names no file")
    for entry in evidence.receipt["files"]:
        path = evidence.folder / entry["name"]
        if not path.is_file():
            yield _wrong(entry["name"], "is not there")
        elif receipt.digest(path) != entry["sha256"]:
            yield _wrong(entry["name"], "is not the file that was built: its digest differs")


def labels(evidence: Evidence, path: Path) -> Iterator[Finding]:
    """Compare an audio file's chapters and tags with the receipt."""
    if path.suffix in PLAIN:
        return
    try:
        found = tagged(path)
    except AudiobookError as err:
        yield _wrong(path.name, err.message)
        return
    meta = evidence.receipt["meta"]
    wanted = {"title": meta["title"], "artist": meta["author"]}
    for key, value in wanted.items():
        if value and found.tags.get(key) != " ".join(value.split()):
            yield _wrong(path.name, f"the tag {key} is {found.tags.get(key)!r}, expected {value!r}")
    yield from _chapters(evidence, path, found)


def tagged(path: Path) -> Tagged:
    """Read a file's tags and chapters by ffmpeg; Ogg keeps its tags with the stream."""
    source = "0:s:0" if path.suffix == ".opus" else "0"
    command = [
        mixing.ffmpeg(), "-v", "error", "-nostdin", "-i", str(path), "-map_metadata", source,
        "-f", "ffmetadata", "pipe:1",
    ]  # fmt: skip
    text = run(command, timeout_s=120).decode(errors="replace")
    whole, *chapters = re.split(r"^\[CHAPTER\]$", text, flags=re.M)
    return Tagged(
        tags=_pairs(whole.split("[STREAM]")[0]),
        chapters=tuple(_chapter(part) for part in chapters),
    )


def _pairs(text: str) -> dict[str, str]:
    joined = text.replace("\\\n", " ")
    pairs = re.findall(r"^((?:\\.|[^=\\\n;#\[])+)=(.*)$", joined, flags=re.M)
    return {_plain(key).lower(): _plain(value) for key, value in pairs}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def _chapter(text: str) -> tuple[int, str]:
    pairs = _pairs(text)
    top, _, bottom = pairs.get("timebase", "1/1000").partition("/")
    return round(int(pairs["start"]) * 1000 * int(top) / int(bottom)), pairs.get("title", "")


def _chapters(evidence: Evidence, path: Path, found: Tagged) -> Iterator[Finding]:
    wanted = evidence.receipt["chapters"]
    if len(found.chapters) != len(wanted):
        yield _wrong(path.name, f"holds {len(found.chapters)} chapters, {len(wanted)} were built")
        return
    for (start_ms, title), chapter in zip(found.chapters, wanted, strict=True):
        expected_ms = chapter["start"] * 1000 // evidence.rate
        if abs(start_ms - expected_ms) > CHAPTER_OFF_MS:
            yield _wrong(
                path.name,
                f"chapter {chapter['title']!r} begins at {stamp(start_ms)}, "
                f"expected {stamp(expected_ms)}",
            )
        if title != " ".join(chapter["title"].split()):
            yield _wrong(path.name, f"chapter {chapter['title']!r} is called {title!r}")


def _wrong(where: str, what: str) -> Finding:
    return Finding(level="error", where=where, what=what, hint="build the book again")
