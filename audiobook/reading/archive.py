"""Books that are zip containers, opened without trusting them.

The bytes of a container come in; the bytes of its members go out, by name, in bounded
memory.  Nothing is ever unpacked to disk, and a name can only mean a member.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from audiobook.errors import StoryError

LARGEST_MEMBER = 64 * 2**20  # bytes, unpacked
LARGEST_TOTAL = 256 * 2**20
LARGEST_DIRECTORY = 4 * 2**20  # of the container's list of members
MOST_MEMBERS = 20_000
STEEPEST = 300  # unpacked to packed; prose reaches about 4, repetitive markup 60
_AGAIN = "Download or export it again."


@dataclass(slots=True)
class Archive:
    """The members of a container; `read` gives one of them."""

    path: Path
    names: dict[str, zipfile.ZipInfo]
    zip: zipfile.ZipFile
    folded: dict[str, str] = field(default_factory=dict)  # lower-case name to name
    unpacked: int = 0

    def find(self, name: str) -> str:
        """Give the member that a name means, whatever its case: "" where none does."""
        if name in self.names:
            return name
        if not self.folded:
            self.folded = {known.casefold(): known for known in self.names}
        return self.folded.get(name.casefold(), "")

    def read(self, name: str) -> bytes:
        """Unpack one member, which must exist; StoryError where it is damaged or too large."""
        found = self.names[name]
        if found.flag_bits & 1:
            raise encrypted(self.path)
        size = found.file_size
        self.unpacked += size
        is_steep = size > 2**20 and size > STEEPEST * max(found.compress_size, 1)
        if size > LARGEST_MEMBER or self.unpacked > LARGEST_TOTAL or is_steep:
            message = f"{name} unpacks to {size / 1e6:.0f} MB: no book does that"
            raise StoryError(message, "It is damaged or made to do harm.", path=self.path)
        try:
            return self.zip.read(found)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, struct.error) as err:
            raise StoryError(f"{name} in it is damaged: {err}", _AGAIN, path=self.path) from err
        except (zlib.error, lzma.LZMAError) as err:
            raise StoryError(f"{name} in it is damaged: {err}", _AGAIN, path=self.path) from err
        except (NotImplementedError, RuntimeError) as err:
            message = f"{name} in it is packed in an unknown way: {err}"
            raise StoryError(message, _AGAIN, path=self.path) from err


def encrypted(path: Path) -> StoryError:
    """Make the error for a book with a lock on it."""
    hint = "Use a copy without copy protection (DRM); shops and libraries say which are."
    return StoryError("the book is encrypted", hint, path=path)


def open_archive(data: bytes, path: Path) -> Archive:
    """Open a container and check its list of members."""
    _check_directory(data, path)
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        infos = opened.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as err:
        message = f"it is damaged or was cut short: {err}"
        raise StoryError(message, _AGAIN, path=path) from err
    names = {info.filename.replace("\\", "/"): info for info in infos}
    names = {name: info for name, info in names.items() if name and not name.endswith("/")}
    return Archive(path=path, names=names, zip=opened)


def _check_directory(data: bytes, path: Path) -> None:
    """Refuse a list of members so long that reading it alone would fill the memory."""
    at = data.rfind(b"PK\x05\x06", max(len(data) - 70_000, 0))
    if at < 0 or len(data) < at + 22:
        raise StoryError("it is damaged or was cut short", _AGAIN, path=path)
    count, size = struct.unpack_from("<HL", data, at + 10)
    if size > LARGEST_DIRECTORY or count > MOST_MEMBERS:
        message = "its list of files is too long for a book"
        raise StoryError(message, "It is damaged or made to do harm.", path=path)


def resolve(base: str, link: str) -> str:
    """Give the member that a link in the member `base` means: "" for one that leads outside.

    >>> resolve("OEBPS/content.opf", "text/a%20b.xhtml#p1")
    'OEBPS/text/a b.xhtml'
    >>> resolve("OEBPS/content.opf", "../../etc/passwd"), resolve("a.opf", "http://x.org/b")
    ('', '')
    """
    link = link.split("#", 1)[0].split("?", 1)[0]
    if not link or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]", link):
        return ""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(link)))
    return "" if joined.startswith(("../", "/")) or joined in ("..", ".") else joined


def format_of_zip(data: bytes, path: Path) -> str:
    """Tell what kind of book a zip container is."""
    archive = open_archive(data, path)
    if "META-INF/container.xml" in archive.names:
        return "epub"
    if "word/document.xml" in archive.names:
        return "docx"
    kind = (
        archive.read("mimetype").decode("ascii", "replace") if "mimetype" in archive.names else ""
    )
    if "epub" in kind:
        return "epub"
    if "content.xml" in archive.names and ("opendocument.text" in kind or not kind):
        return "odt"
    if any(name.lower().endswith(".fb2") for name in archive.names):
        return "fb2"
    what = (
        "an Office file, but no text"
        if kind or "[Content_Types].xml" in archive.names
        else "a ZIP archive, not a story"
    )
    raise StoryError(f"this is {what}", "Unpack it and name the story in it.", path=path)
