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
from audiobook.model import Manuscript
from audiobook.reading.plain import read_plain

_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,200})\}")


def read_rtf(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read an RTF."""
    try:
        striprtf: Any = importlib.import_module("striprtf.striprtf")
    except ImportError as err:
        hint = 'Install it: pip install "audiobook[rtf]"'
        raise StoryError("RTF needs the package striprtf", hint, path=path) from err
    source = data.decode("latin-1")
    try:
        text = striprtf.rtf_to_text(source, errors="replace")
    except (ValueError, LookupError, IndexError, RecursionError) as err:
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
    return replace(manuscript, meta=replace(meta, title=title, author=author))
