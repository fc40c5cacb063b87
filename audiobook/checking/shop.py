"""The ACX report of a built folder: one row for each file and limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from audiobook.checking.evidence import SAMPLE, gather
from audiobook.errors import AudiobookError
from audiobook.model import Finding
from audiobook.publishing.acx_report import AcxRow, acx_report


def acx(folder: Path) -> tuple[AcxRow, ...]:
    """Judge the files that `build --preset acx` made.

    Raises AudiobookError where the folder holds none.
    """
    names = [entry["name"] for entry in gather(folder).receipt["files"]]
    tracks = [folder / name for name in names if name.startswith("chapters/")]
    tracks = [path for path in tracks if path.suffix == ".mp3"]
    samples = [folder / name for name in names if name.endswith(SAMPLE)]
    if not tracks:
        raise AudiobookError(
            f"{folder}: no files for ACX here", "build with --preset acx, then check again"
        )
    return acx_report(tracks, samples[0] if samples else None)


def failed(rows: Sequence[AcxRow]) -> Iterator[Finding]:
    """Make findings of the rows that do not pass."""
    for row in rows:
        if not row.passed:
            yield Finding(
                level="error",
                where=row.file,
                what=f"{row.limit} is {row.found}, ACX wants {row.wanted}",
                hint="build with --preset acx",
            )
