"""What a check has to go by: the receipt of a built folder, in samples and plain values.

A folder comes in; an `Evidence` goes out, or a StoryError where there is no
receipt.  Nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook.errors import AudiobookError
from audiobook.pipeline import receipt

SAMPLE = "-sample.mp3"  # for a shop: the first minutes, not the book
AUDIO = (".m4b", ".mp3", ".opus", ".flac", ".wav")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of the receipt."""

    id: str
    written: str
    spoken: str
    keys: tuple[str, ...]
    start: int  # samples
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One pause of the receipt."""

    kind: str
    start: int  # samples
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A built folder as its receipt describes it."""

    folder: Path
    rate: int
    frames: int
    gain_db: float
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    receipt: dict[str, Any]

    def silent_gaps(self) -> tuple[Gap, ...]:
        """The pauses in which nothing may sound; a scene may be marked by a sound."""
        kinds = ("part", "scene") if self.receipt.get("scene_sound") else ("part",)
        return tuple(gap for gap in self.gaps if gap.kind not in kinds)

    def audio(self) -> tuple[Path, ...]:
        """The files that hold the whole book's sound."""
        names = [entry["name"] for entry in self.receipt["files"]]
        return tuple(
            self.folder / name
            for name in names
            if Path(name).suffix in AUDIO and "/" not in name and not name.endswith(SAMPLE)
        )


def gather(folder: Path) -> Evidence:
    """Read a folder's receipt."""
    found = receipt.read(folder)
    if found is None:
        raise AudiobookError(
            f"{folder}: no receipt here: expected a whole {receipt.NAME} of this version",
            _whereabouts(folder),
        )
    try:
        return _evidence(folder, found)
    except (KeyError, TypeError, ValueError) as err:
        raise AudiobookError(
            f"{folder / receipt.NAME}: the receipt is damaged ({err!r})", "build the book again"
        ) from err


def _whereabouts(folder: Path) -> str:
    """Say which folder may have been meant."""
    if not folder.exists():
        return "there is no such folder: give one that `audiobook build` made"
    books = sorted(path.parent for path in folder.glob(f"*/{receipt.NAME}"))
    if books:
        return f"it holds {len(books)} of them: name one, as in {books[0]}"
    return "give a folder that `audiobook build` made, or build the book again"


def _evidence(folder: Path, found: dict[str, Any]) -> Evidence:
    lines = tuple(
        Line(
            id=str(entry["id"]),
            written=str(entry["written"]),
            spoken=str(entry["spoken"]),
            keys=tuple(key for key in str(entry["key"]).split("+") if key),
            start=int(entry["start"]),
            end=int(entry["end"]),
        )
        for entry in found["sentences"]
    )
    gaps = tuple(
        Gap(kind=str(entry["kind"]), start=int(entry["start"]), end=int(entry["end"]))
        for entry in found["pauses"]
    )
    return Evidence(
        folder=folder,
        rate=int(found["rate"]),
        frames=int(found["frames"]),
        gain_db=float(found["gain_db"]),
        lines=lines,
        gaps=gaps,
        receipt=found,
    )
