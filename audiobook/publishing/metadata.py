"""Write what a library server reads beside the book: `metadata.json` and `cover.jpg`.

The fields are those of Audiobookshelf's own metadata file.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from audiobook.files import write_whole
from audiobook.publishing.edition import Edition
from audiobook.publishing.tags import GENRE, is_png, one_line


def write_metadata(edition: Edition) -> tuple[Path, ...]:
    """Write `metadata.json`, and the cover under the name of its kind."""
    files = [write_whole(edition.folder / "metadata.json", _metadata(edition))]
    if edition.cover:
        name = "cover.png" if is_png(edition.cover) else "cover.jpg"
        files.append(write_whole(edition.folder / name, edition.cover))
    return tuple(files)


def _metadata(edition: Edition) -> str:
    meta, rate = edition.timeline.meta, edition.timeline.rate
    year = re.search(r"\b\d{4}\b", meta.date)
    fields = {
        "tags": [],
        "chapters": [
            {
                "id": number,
                "start": round(chapter.start / rate, 3),
                "end": round(chapter.end / rate, 3),
                "title": one_line(chapter.title),
            }
            for number, chapter in enumerate(edition.timeline.chapters)
        ],
        "title": one_line(meta.title),
        "subtitle": None,
        "authors": _people(meta.author),
        "narrators": _people(meta.narrator),
        "series": [one_line(meta.series)] if meta.series.strip() else [],
        "genres": [GENRE],
        "publishedYear": year[0] if year else None,
        "publishedDate": meta.date or None,
        "publisher": one_line(meta.publisher) or None,
        "description": meta.description.strip() or None,
        "isbn": None,
        "asin": None,
        "language": meta.language or None,
        "explicit": False,
        "abridged": False,
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _people(names: str) -> list[str]:
    """Take several names apart.

    >>> _people("Ada Lovelace and Mary Shelley; Jane Doe"), _people("")
    (['Ada Lovelace', 'Mary Shelley', 'Jane Doe'], [])
    """
    return [name for part in re.split(r";|&|\band\b", names) if (name := one_line(part))]
