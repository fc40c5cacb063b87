"""A page that a browser saved as one file, with its pictures and styles inside.

Chrome and Edge write MHTML (RFC 2557), Safari a web archive; the page itself comes out and
is read as HTML.  Everything else in the file is left where it is.
"""

from __future__ import annotations

import codecs
import email
import plistlib
from email.message import Message
from pathlib import Path
from xml.parsers.expat import ExpatError

from audiobook.errors import StoryError
from audiobook.model import Manuscript
from audiobook.reading.html import read_html

_HINT = "Save the page again, as “Webpage, Complete” or as HTML."


def read_mhtml(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read the first page of an MHTML file."""
    try:
        parts = list(email.message_from_bytes(data).walk())
    except RecursionError as err:
        raise StoryError("its parts lie too deep in each other", _HINT, path=path) from err
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return read_html(_page(part), path, notes=notes)
    raise StoryError("there is no page in it", _HINT, path=path)


def _page(part: Message) -> bytes:
    """Give the bytes of a page, in UTF-8 with its mark where the part tells its encoding."""
    content = part.get_payload(decode=True)
    page = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset()
    if not charset:
        return page
    try:
        return codecs.BOM_UTF8 + page.decode(charset).encode()
    except (LookupError, UnicodeError):
        return page


def read_webarchive(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read the main page of a Safari web archive."""
    try:
        main = plistlib.loads(data)["WebMainResource"]
        page, charset = main["WebResourceData"], main.get("WebResourceTextEncodingName", "UTF-8")
        page = codecs.BOM_UTF8 + page.decode(charset).encode()
    except (
        plistlib.InvalidFileException, ExpatError, KeyError, TypeError, AttributeError,
        ValueError, LookupError, IndexError, OverflowError, RecursionError,
    ) as err:  # fmt: skip
        raise StoryError("this is no web archive of Safari", _HINT, path=path) from err
    return read_html(page, path, notes=notes)
