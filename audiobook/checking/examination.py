"""The check of a built folder: receipt, story, files, sound.

A folder comes in, findings go out; none of level "error" means that every
sentence of the story is in every file, once, in order and in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audiobook.checking.account import account
from audiobook.checking.ears import ears
from audiobook.checking.evidence import Evidence, gather
from audiobook.checking.files import files, labels
from audiobook.model import Finding
from audiobook.speaking import ClipStore


def check(folder: Path | str, *, cache: Path | None = None) -> tuple[Finding, ...]:
    """Examine a folder that `build` made.

    With the `cache` that the clips are kept in, each sentence is compared with its own clip.
    Raises AudiobookError where there is no receipt to go by.
    """
    evidence = gather(Path(folder))
    return tuple(_findings(evidence, ClipStore(cache / "clips") if cache else None))


def _findings(evidence: Evidence, store: ClipStore | None) -> Iterator[Finding]:
    yield from account(evidence)
    yield from files(evidence)
    for path in evidence.audio():
        if path.is_file():
            yield from labels(evidence, path)
            yield from ears(evidence, path, store)
