"""From the bytes of a text file to text.

A byte order mark is believed, then strict UTF-8, then what the whole file shows:
a book can be ASCII for two hundred pages before its first accent.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from audiobook.errors import StoryError
from audiobook.reading.codepages import latin_page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Tables that books are really saved in; the rare ones win too often on short texts.
_USUAL = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2"),
    *("koi8_r", "cp866", "cp437", "mac_roman", "mac_cyrillic", "gb18030", "big5", "cp949"),
)
_KANA = re.compile("[\u3040-\u30ff]")
_SAMPLE_BYTES = 200_000
# A stray control character is no letter; a form feed parts pages and stays.
_CONTROLS = dict.fromkeys((*range(1, 9), 11, *range(14, 32), 127), " ")
_HINT = "Save it as UTF-8 text, or as EPUB, DOCX, ODT or HTML."


def decode(data: bytes, path: Path | str = "") -> str:
    """Turn the bytes of a text file into text with plain newlines and no control characters.

    Raises StoryError where they are no text.

    >>> decode(b"A caf\\xe9 in\\r\\na na\\xefve little town")
    'A café in\\na naïve little town'
    """
    text = decode_exactly(data, path).replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_CONTROLS)


def decode_exactly(data: bytes, path: Path | str = "") -> str:
    """Turn the bytes of a text file into text, its newlines as they are.

    Raises StoryError where they are no text.
    """
    text = _decoded(data, path)
    if "\0" in text:
        raise StoryError("this is not text: it holds NUL bytes", _HINT, path=path)
    if not text.strip():
        raise StoryError("the file is empty", "It needs at least one line of text.", path=path)
    controls = len(re.findall("[\x01-\x08\x0e-\x1b\x7f]", text[:1_000_000]))
    if controls > len(text[:1_000_000]) * 0.01 + 2:
        raise StoryError("this is not text: it is full of control characters", _HINT, path=path)
    return text


def _decoded(data: bytes, path: Path | str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as err:
                message = (
                    f"it says it is {encoding.removesuffix('-sig').upper()}, but is not: {err}"
                )
                raise StoryError(message, _HINT, path=path) from err
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as err:
        return _guessed(data, path, err)


def _wide_encoding(data: bytes) -> str:
    """Know UTF-16 without a mark by its zeros, which are nearly all on one side."""
    sample = data[:20_000]
    zeros = sample.count(0)
    if zeros < len(sample) * 0.2:
        return ""
    even = sample[0::2].count(0)
    if even > zeros * 0.95:
        return "utf-16-be"
    return "utf-16-le" if even < zeros * 0.05 else ""


def _guessed(data: bytes, path: Path | str, err: UnicodeDecodeError) -> str:
    if b"\0" in data:
        raise StoryError("this is not text: it holds NUL bytes", _HINT, path=path) from err
    # Every line with a foreign byte, up to a limit: the first pages of a book may have none.
    lines = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE_BYTES]
    page = latin_page(lines) if _is_sparse(lines) else ""
    if page:
        try:
            return data.decode(page)
        except UnicodeDecodeError:
            pass
    return _by_statistics(data, lines, path, err)


def _is_sparse(data: bytes) -> bool:
    """Say whether most bytes are ASCII, as in the languages with Latin letters."""
    return sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data)) < len(data) * 0.35


def _by_statistics(data: bytes, lines: bytes, path: Path | str, err: UnicodeDecodeError) -> str:
    for encoding in ("cp932", "euc_jp"):  # kana are a third of any Japanese text
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_KANA.findall(text)) > 0.2 * sum(not char.isascii() for char in text):
            return text
    from charset_normalizer import from_bytes

    found = from_bytes(lines, steps=20, chunk_size=1024, cp_isolation=list(_USUAL)).best()
    for encoding in (found.encoding if found else "", "cp1252", "latin-1"):
        try:
            if encoding:
                return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise StoryError("its encoding cannot be told", _HINT, path=path) from err
