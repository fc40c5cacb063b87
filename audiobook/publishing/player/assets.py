"""The player's own files, joined: style sheets to one, scripts to one.

They are kept apart to be read and joined to be inlined; comments and idle spaces
are left behind, so that a page carries code only.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from string import Template

from audiobook.publishing.player import squeeze

_STYLES = ("tokens.css", "book.css", "controls.css", "panels.css")
_FOLDER = resources.files("audiobook.publishing.player").joinpath("assets")


def template() -> Template:
    """The page, with a place for each thing that differs from book to book."""
    return Template(_read("page.html").replace(">\n<", "><"))


def style(heights: str) -> str:
    """All style sheets as one."""
    sheets = "\n".join(_read(name) for name in _STYLES)
    return squeeze.style(sheets.replace("$heights", heights))


def script() -> str:
    """All scripts as one, in a scope of their own."""
    names = sorted(entry.name for entry in _FOLDER.iterdir() if re.match(r"\d.*\.js$", entry.name))
    code = "\n".join(_read(name) for name in names)
    return squeeze.script('(() => {\n"use strict";\n' + code + "\n})();")


def digest(code: str) -> str:
    """Name inline code as a Content-Security-Policy does.

    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return _FOLDER.joinpath(name).read_text("utf-8")
