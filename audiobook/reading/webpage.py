"""The story in a page that was saved from the web: what its one article or main part holds.

A parsed page comes in; the element to read, and what stands round it (menus, comments,
the site's own words), go out.  A page that marks no such part is read whole.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from audiobook.model import Dropped
from audiobook.reading.boxes import UNHEARD
from audiobook.reading.markup import Element, first, name_of, text_of

_LEAST_SHARE = 0.25  # of a page's words, in the part that is the story
_NAMED_SHARE = 0.5  # the same, where only a name tells it
# The classes and ids that sites give to what their pages are for.
_STORY = """
content main main-content site-content page-content post-content entry-content entry post
article article-body article-content post-body story storytext story-text storytextp
chapter-content chapter-body chapter-inner userstuff reader-content
"""
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|respond|related|sharing|share(?:daddy)?|breadcrumbs?|newsletter"
    r"|cookies?|post-(?:navigation|tags|meta))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOTE = re.compile(r"note|doc-", re.IGNORECASE)
_CUT = "x-beside"


def story_of(root: Element) -> tuple[Element, tuple[Dropped, ...]]:
    """Find the part of a page that is its story, and name what stands beside it."""
    body = first(root, "body")
    body = root if body is None else body
    part = _only(body, "article")
    part = _only(body, "main") if part is None else part
    whole = len(_heard(body))
    if part is None or len(_heard(part)) < _LEAST_SHARE * whole:
        part = _named(body, _NAMED_SHARE * whole)
    if part is None:
        return body, ()
    title = _only(body, "h1")
    if title is not None and first(part, "h1") is None:
        above = copy.deepcopy(title)
        above.tail = None
        part.insert(0, above)
    dropped = [*_round(body, part), *_within(part)]
    return part, tuple(Dropped(reason="page furniture", text=text[:300]) for text in dropped)


def only_heading(root: Element) -> str:
    """Give the text of a page's only heading of the first level: "" where it has none or more."""
    found = _only(root, "h1")
    return "" if found is None else text_of(found)


def _only(body: Element, name: str) -> Element | None:
    found = list(body.iter(f"{{*}}{name}"))
    return found[0] if len(found) == 1 else None


def _named(body: Element, least: float) -> Element | None:
    """Find the innermost part that its name tells and that has at least so many characters."""
    story, found = frozenset(_STORY.split()), None
    for element in body.iter("{*}div", "{*}section", "{*}td"):
        names = f"{element.get('class', '')} {element.get('id', '')}".casefold().split()
        if not story.isdisjoint(names) or element.get("role") == "main":
            found = element if len(_heard(element)) >= least else found
    return found


def _round(body: Element, part: Element) -> Iterator[str]:
    """Give the texts on the way from the page down to its part."""
    way = [part]
    while way[-1] is not body:
        way.append(way[-1].getparent())
    for above, below in pairwise(reversed(way)):
        for child in above:
            if child is not below and (text := _heard(child)):
                yield text


def _heard(element: Element) -> str:
    pieces: list[str] = []
    silent = 0
    for event, one in etree.iterwalk(element, events=("start", "end")):
        is_start, is_silent = event == "start", name_of(one) in UNHEARD
        silent += is_silent if is_start else -is_silent
        text = one.text if is_start else one.tail if one is not element else ""
        if text and not silent:
            pieces.append(text)
    return " ".join(" ".join(pieces).split())


def _within(part: Element) -> list[str]:
    """Cut out what stands beside the story within its own part."""
    texts: list[str] = []
    for element in list(part.iter()):
        if _is_beside(element, part) and not any(
            above.tag == _CUT for above in element.iterancestors()
        ):
            if text := text_of(element):
                texts.append(text)
            element.tag = _CUT
    etree.strip_elements(part, _CUT, with_tail=False)
    return texts


def _is_beside(element: Element, part: Element) -> bool:
    name = name_of(element)
    if element is part or name not in ("aside", "footer", "div", "section", "ul", "p"):
        return False
    if name in ("aside", "footer"):
        said = " ".join(str(value) for value in element.attrib.values())
        return not _NOTE.search(said) and not any(
            name_of(above) == "blockquote" for above in element.iterancestors()
        )
    return any(_BESIDE.search(element.get(key, "")) for key in ("class", "id"))
