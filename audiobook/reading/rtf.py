"""RTF to a manuscript, by way of its plain text.

Styles are lost on that way: headings are found as in plain text.  Needs striprtf.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from audiobook.errors import StoryError
from audiobook.model import Dropped, Manuscript
from audiobook.reading.plain import read_plain

_NOTE = re.compile(r"\{\\\*?\\?footnote\b ?")
_MARK = re.compile(r"\{\\super (?:\d{1,3}|\\chftn)\}\s?|\\chftn\b ?")
_PARAGRAPH = re.compile(r"\\par\b ?")
_BRACE = re.compile(r"\\[{}\\]|[{}]")
_LONGEST_NOTE = 20_000  # characters of RTF
_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,200})\}")


def read_rtf(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read an RTF."""
    try:
        striprtf: Any = importlib.import_module("striprtf.striprtf")
    except ImportError as err:
        hint = 'Install it: pip install "audiobook[rtf]"'
        raise StoryError("RTF needs the package striprtf", hint, path=path) from err
    source, found = _without_notes(_MARK.sub("", data.decode("latin-1")), keep=notes)
    try:
        text = striprtf.rtf_to_text(source, errors="replace")
        texts = [striprtf.rtf_to_text(rf"{{\rtf1 {note}}}", errors="replace") for note in found]
    except (ValueError, LookupError, OverflowError, RecursionError) as err:
        raise StoryError(
            f"it is damaged: {err}", "Save it again as RTF or DOCX.", path=path
        ) from err
    if not text.strip():
        raise StoryError("there is no text in it", "Is it the right file?", path=path)
    info = {name: value.strip() for name, value in _INFO.findall(source[:20_000])}
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    manuscript = read_plain(text, notes=notes)
    meta = manuscript.meta
    title, author = meta.title or info.get("title", ""), meta.author or info.get("author", "")
    dropped = [Dropped(reason="footnote", text=" ".join(note.split())[:300]) for note in texts]
    return replace(
        manuscript,
        meta=replace(meta, title=title, author=author),
        dropped=(*dropped, *manuscript.dropped),
    )


def _without_notes(source: str, *, keep: bool) -> tuple[str, list[str]]:
    """Take footnotes out, or with `keep` move each behind its paragraph; give those left out."""
    pieces: list[str] = []
    found: list[str] = []
    at = 0
    for opening in _NOTE.finditer(source):
        if opening.start() < at:
            continue
        end = _group_end(source, opening.start())
        note = source[opening.end() : end - 1]
        pieces.append(source[at : opening.start()])
        at = end
        if keep:
            paragraph = _PARAGRAPH.search(source, end)
            stop = paragraph.end() if paragraph else end
            pieces.append(f"{source[end:stop]}{note}\\par ")
            at = stop
        else:
            found.append(note)
    return "".join([*pieces, source[at:]]), found


def _group_end(source: str, start: int) -> int:
    """Find the place after a group: its braces are balanced there."""
    depth = 0
    for brace in _BRACE.finditer(source, start, start + _LONGEST_NOTE):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.end()
    return min(start + _LONGEST_NOTE, len(source))
