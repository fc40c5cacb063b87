"""XML and HTML parsed without trusting them.

Bytes come in, an lxml element goes out.  A document type never reaches the parser, so
there are no entities to expand and nothing to fetch.
"""

from __future__ import annotations

import codecs
import html
import re
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from audiobook.errors import StoryError

Element: TypeAlias = Any  # lxml's elements have no complete types

_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([\w.-]+)[\"']")
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset=[\"']?\s*([\w.-]+)", re.IGNORECASE)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]{0,500}\?>")
_DOCTYPE = re.compile(
    r"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OWN_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_SELF_CLOSED = re.compile(
    r"<(a|p|div|span|i|b|em|strong|title|script|style|td|th|li|h[1-6]|section)(\s[^<>]*?)?/>",
    re.IGNORECASE,
)


def parse_xml(data: bytes, path: Path, what: str) -> Element:
    """Parse a document that has to be whole; StoryError names `what` where it is not."""
    text = _prepared(_text(data))
    try:
        return etree.fromstring(text.encode("utf-8"), _xml_parser())
    except etree.XMLSyntaxError as err:
        message = f"{what} in it is damaged: {str(err).splitlines()[0]}"
        raise StoryError(message, "Download or export it again.", path=path) from err


def parse_page(data: bytes, path: Path | str = "") -> Element:
    """Parse a page of HTML or XHTML, however careless; StoryError where nothing is left."""
    text = _text(data)
    if "xmlns" in text[:3000] or text.lstrip().startswith("<?xml"):
        try:
            return etree.fromstring(_prepared(text).encode("utf-8"), _xml_parser())
        except etree.XMLSyntaxError:
            text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    return parse_html(text, path)


def parse_html(text: str, path: Path | str = "") -> Element:
    """Parse HTML as browsers do, mending what is open."""
    text = _ILLEGAL.sub("", _PROLOGUE.sub("", text, count=1))
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.encode("utf-8"), parser) if text.strip() else None
    if root is None:
        raise StoryError("there is no text in it", "Is it the right file?", path=path)
    return root


def _xml_parser() -> Any:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )


def _text(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    found = _ENCODING.search(data[:400]) or _CHARSET.search(data[:3000])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        name = found[1].decode("ascii") if found else "cp1252"
    try:
        name = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "utf-8", "us-ascii") else name
        return data.decode(name, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _prepared(text: str) -> str:
    """Take off all that could expand: what the five names of XML do not cover is a letter."""
    text = _DOCTYPE.sub("", _PROLOGUE.sub("", text, count=1), count=1)
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    return _ILLEGAL.sub("", text)


def _character(found: re.Match[str]) -> str:
    if found[1] in _OWN_ENTITIES:
        return found[0]
    letter = html.unescape(found[0])
    return "" if letter == found[0] else letter


def name_of(element: Element) -> str:
    """Give an element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Element) -> str:
    """Give all the text in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def first(element: Element, name: str) -> Element | None:
    """Find the first element below with that name, whatever its namespace."""
    return next(element.iter(f"{{*}}{name}"), None)
