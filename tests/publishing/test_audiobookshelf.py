"""A built folder, copied as it is, is one book to Audiobookshelf.

Its scanner's rules, from its documentation ("Book scanner", "Directory structure")
and its sources (`server/utils/fileUtils.js`, `globals.js`): hidden files are passed
over, and whole folders that hold a file named `.ignore`; every audio file that is
left is a track of the book; `cover.*` is the cover; `metadata.json` is read last,
so what it says holds.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from audiobook.publishing import publish
from audiobook.publishing.player import writing

AUDIO = {"m4b", "mp3", "m4a", "flac", "opus", "ogg", "oga", "mp4", "aac", "wma", "wav", "webm"}
EBOOKS = {"epub", "pdf", "mobi", "azw3", "cbr", "cbz"}
IMAGES = {"png", "jpg", "jpeg", "webp"}


def scanned(folder: Path) -> dict[str, list[str]]:
    """What the scanner would take from a folder, by kind."""
    shut = {path.parent for path in folder.rglob(".ignore") if path.parent != folder}
    found: dict[str, list[str]] = {"audio": [], "ebook": [], "image": [], "other": []}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_dir() or any(part.startswith(".") for part in inside.parts):
            continue
        if shut & set(path.parents):
            continue
        suffix = path.suffix.lower().lstrip(".")
        kinds = {"audio": AUDIO, "ebook": EBOOKS, "image": IMAGES}
        kind = next((kind for kind, known in kinds.items() if suffix in known), "other")
        found[kind].append(inside.as_posix())
    return found


@pytest.fixture(params=["sound inside the page", "sound beside the page"])
def folder(request, sounding_edition, monkeypatch):
    if request.param == "sound beside the page":
        monkeypatch.setattr(writing, "EMBEDDED", 0)
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(file, "JPEG")
    edition = sounding_edition(cover=file.getvalue())
    publish(edition, ("m4b", "srt", "epub", "player"))
    return edition.folder


def test_there_is_one_track_one_ebook_and_the_cover(folder):
    found = scanned(folder)
    assert found["audio"] == ["small.m4b"]
    assert found["ebook"] == ["small.epub"]
    assert found["image"] == ["cover.jpg"]


def test_the_metadata_names_title_people_and_chapters(folder):
    told = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    assert told["title"] == "A Small Book"
    assert told["authors"] == ["A. Writer"]
    assert told["narrators"] == ["tone"]
    assert [c["title"] for c in told["chapters"]] == ["The Mill & the River", "Home"]
    assert told["chapters"][0]["start"] == 0
    assert told["chapters"][0]["end"] == told["chapters"][1]["start"]
