"""The receipt `book.json`: what was spoken, when, by whom, from what, into which files.

Written last, so that a folder with a receipt is whole.  It is read back to
keep a book's gain, to know an unchanged book, and to check the built files.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook.files import write_whole
from audiobook.model import Script, Timeline, Utterance
from audiobook.pipeline import program
from audiobook.settings import Settings, plain

if TYPE_CHECKING:
    from audiobook.pipeline.readying import Ready

NAME = "book.json"
FORMAT = 1
TABLES: dict[str, frozenset[str]] = {  # what each must hold
    "story": frozenset({"path", "sha256"}),
    "meta": frozenset({"title", "author"}),
    "settings": frozenset(),
}
LISTS = {  # what an entry of each must hold
    "chapters": frozenset({"id", "title", "start", "end"}),
    "sentences": frozenset({"id", "written", "spoken", "key", "start", "end"}),
    "pauses": frozenset({"kind", "start", "end"}),
    "files": frozenset({"name", "sha256"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastered:
    """The loudness of a book as built."""

    gain_db: float
    lufs: float
    true_peak_dbtp: float


def compose(
    ready: Ready, timeline: Timeline, mastered: Mastered, settings: Settings, stories: Sequence[str]
) -> dict[str, Any]:
    """Set down everything but the files, whose digests are known last.

    `stories` are the paths of the story's files as seen from the output folder.
    """
    plan, hired = ready.plan, ready.hired
    narrator = hired.company.narrator.voice
    return {
        "format": FORMAT,
        "program": program.described(),
        "rate": timeline.rate,
        "frames": timeline.frames,
        "gain_db": mastered.gain_db,
        "loudness": {"lufs": mastered.lufs, "true_peak_dbtp": mastered.true_peak_dbtp},
        "story": _story(stories, plan.sha256),
        "meta": _meta(timeline),
        "settings": plain(settings),
        "engine": {"name": narrator.engine, "version": hired.version, "voice": narrator.name},
        "notes": list(ready.notes),
        "swaps": [dataclasses.asdict(swap) for swap in plan.repairs.swaps],
        "dropped": [dataclasses.asdict(dropped) for dropped in plan.book.dropped],
        "chapters": [dataclasses.asdict(chapter) for chapter in timeline.chapters],
        "sentences": list(_sentences(ready.script, timeline)),
        "pauses": [dataclasses.asdict(silence) for silence in timeline.silences],
    }


def _story(stories: Sequence[str], sha256: str) -> dict[str, Any]:
    first, *more = stories
    return {"path": first, "sha256": sha256} | ({"more": more} if more else {})


def story_files(folder: Path, receipt: Mapping[str, Any]) -> tuple[Path, ...]:
    """The files that the book in `folder` was built from, in the order in which they were named."""
    told = receipt["story"]
    return tuple((folder / name).resolve() for name in (told["path"], *told.get("more", ())))


def _meta(timeline: Timeline) -> dict[str, Any]:
    meta = dataclasses.asdict(timeline.meta)
    cover = meta.pop("cover")
    return {**meta, "cover": hashlib.sha256(cover).hexdigest() if cover else ""}


def _sentences(script: Script, timeline: Timeline) -> Iterable[dict[str, Any]]:
    said: dict[str, list[Utterance]] = {}
    for step in script.steps:
        if isinstance(step, Utterance):
            said.setdefault(step.id, []).append(step)
    for cue in timeline.cues:
        parts = said[cue.id]
        yield {
            "id": cue.id,
            "written": cue.written,
            "spoken": " ".join(part.spoken for part in parts if part.spoken),
            "voice": "+".join(dict.fromkeys(part.voice.name for part in parts)),
            "key": "+".join(cue.keys),
            "start": cue.start,
            "end": cue.end,
            "exact": cue.exact,
        }


def write(folder: Path, receipt: Mapping[str, Any], files: Sequence[Path]) -> Path:
    """Write the receipt with its files' digests, under a temporary name first."""
    whole = {
        **receipt,
        "files": [
            {"name": path.relative_to(folder).as_posix(), "sha256": digest(path)} for path in files
        ],
    }
    return write_whole(folder / NAME, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def read(folder: Path) -> dict[str, Any] | None:
    """Read a folder's receipt; None where there is none, or it is damaged or of another format."""
    try:
        receipt = json.loads((folder / NAME).read_text(encoding="utf-8", errors="surrogatepass"))
    except (OSError, ValueError):
        return None
    if not isinstance(receipt, dict) or receipt.get("format") != FORMAT:
        return None
    return receipt if _is_sound(receipt) else None


def _is_sound(receipt: Mapping[str, Any]) -> bool:
    """Tell whether all that is read back is there, in the form in which it was written."""
    numbers = all(
        isinstance(receipt.get(key), int | float) for key in ("rate", "frames", "gain_db")
    )
    tables = all(_holds([receipt.get(key)], keys) for key, keys in TABLES.items())
    return numbers and tables and all(_holds(receipt.get(key), keys) for key, keys in LISTS.items())


def _holds(entries: Any, keys: frozenset[str]) -> bool:
    return isinstance(entries, list) and all(
        isinstance(entry, dict) and keys <= entry.keys() for entry in entries
    )


def is_whole(folder: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether the folder already holds exactly what would be built."""
    files = old.get("files")
    if not isinstance(files, list) or not files:
        return False
    if _without(old, "files") != new:
        return False
    return all(
        (folder / entry["name"]).is_file() and digest(folder / entry["name"]) == entry["sha256"]
        for entry in files
    )


def is_of_another_program(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether all is as before but the program, whose files may differ all the same."""
    differs = old.get("program") != new.get("program")
    return differs and _without(old, "files", "program") == _without(new, "files", "program")


def _without(receipt: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in receipt.items() if key not in keys}


def outlived(folder: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the files of the build before that still say what the book said then."""
    if old.get("sentences") == new.get("sentences"):
        return ()
    current = {entry["name"] for entry in new.get("files", ())}
    names = [entry["name"] for entry in old.get("files") or ()]
    return tuple(name for name in names if name not in current and (folder / name).is_file())


def digest(path: Path) -> str:
    """SHA-256 of a file, in flat memory."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
