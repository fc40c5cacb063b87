"""Voices that are files: where they may lie, and what is in them.

Looked for in the folders of AUDIOBOOK_VOICES, and in installed packages that
carry voices.  Nothing is ever downloaded.
"""

from __future__ import annotations

import functools
import hashlib
import os
from importlib import metadata
from pathlib import Path

from audiobook.errors import EngineError


def folders() -> tuple[Path, ...]:
    """List the folders of AUDIOBOOK_VOICES, separated as PATH is.

    The environment is read here, and not in the command line's room, because workers inherit
    it and must find the same files.
    """
    listed = os.environ.get("AUDIOBOOK_VOICES", "")
    return tuple(Path(folder).expanduser() for folder in listed.split(os.pathsep) if folder)


def packaged(suffix: str, keyword: str) -> tuple[Path, ...]:
    """List the files of a suffix in installed packages whose name holds the keyword."""
    found = []
    for package in metadata.distributions():
        if keyword in (package.metadata["Name"] or "").lower():
            found += [package.locate_file(f) for f in package.files or () if f.suffix == suffix]
    return tuple(sorted(Path(str(path)) for path in found))


def looks_like_path(name: str) -> bool:
    """Say whether a voice's name is meant as a file.

    >>> looks_like_path("voices/joe.onnx"), looks_like_path("en_US-joe-medium")
    (True, False)
    """
    return name.endswith((".onnx", ".bin", ".npz")) or "/" in name or os.sep in name


def existing(name: str, engine: str) -> Path:
    """Take a voice's name as a file: as it stands, or in a folder of AUDIOBOOK_VOICES."""
    path = Path(name).expanduser()
    for candidate in (path, *(folder / path for folder in folders())):
        if candidate.is_file():
            return candidate.resolve()
    raise EngineError(
        f"{engine}: there is no voice file {name}",
        "name a file that is there, or its folder in AUDIOBOOK_VOICES",
        engine=engine,
    )


def digest(path: Path) -> str:
    """Digest a voice file: SHA-256, its first 16 digits; read once while it stays the same."""
    stat = path.stat()
    return _digest(str(path), stat.st_size, stat.st_mtime_ns)


@functools.lru_cache(maxsize=64)
def _digest(path: str, size: int, mtime_ns: int) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def runtime() -> str:
    """Name the ONNX runtime, whose arithmetic a neural voice's bytes depend on."""
    try:
        return f"onnxruntime {metadata.version('onnxruntime')}"
    except metadata.PackageNotFoundError:
        return "no onnxruntime"
