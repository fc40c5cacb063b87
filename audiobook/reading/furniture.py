"""Page numbers and running heads, which a scan leaves between the lines.

Numbered lines come in; the lines of the text and what was left out go out.  A paragraph
that a page's end had cut is whole again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from audiobook.model import Dropped
from audiobook.reading.gutenberg import Line
from audiobook.reading.headings import is_candidate, is_capitals, is_numbered, is_title
from audiobook.reading.layout import Layout
from audiobook.reading.marks import is_mark

_BARE_NUMBER = re.compile(r"\s*(\d{1,4})\s*$")
_DRESSED_NUMBER = re.compile(
    r"\s*(?:[-–—~|=*•·]\s?(\d{1,4}|[ivxlc]{1,7})\s?[-–—~|=*•·]|[\[({<](?:pg?\.?|page)?\s?(\d{1,4}|[ivxlc]{2,7})[\])}>]"
    r"|(?:page|pg\.?|p\.)\s?(\d{1,4}|[ivxlc]{1,7})(?: of \d+)?)\s*$",
    re.IGNORECASE,
)
_HEAD_WITH_NUMBER = re.compile(
    r"\s*(?:(\d{1,4})\s{1,60}(\D{3,70}?)|(\D{3,70}?)\s{1,60}(\d{1,4}))\s*$"
)
_LAST_NUMBER = re.compile(r"\D\s(\d{1,3})\W*$")
_CLOSING = re.compile(r"[.!?:;…][\"”’'»)\]_*]*$|[—–-]{2,}[\"”’']?$")
_NEAR = 4  # lines of furniture at one page's end
_REPEATS = 4  # a running head stands on more than three pages
_PAGE_LINES = 80  # more than a page has


def drop_furniture(lines: list[Line], layout: Layout) -> tuple[list[Line], list[Dropped]]:
    """Take page numbers and running heads out of the lines of a text.

    A paragraph goes on over a page's end where its last line was full.
    """
    is_wrapped = layout.style != "line"
    page = _Page(lines, [at for at, (_, text) in enumerate(lines) if text.strip()])
    heads = _repeated(page) if is_wrapped else {}
    bare = {n for n, at in enumerate(page.full) if _BARE_NUMBER.match(lines[at][1])}
    page.suspects = bare | {order for orders in heads.values() for order in orders}
    numbers = _page_numbers(page, bare if is_wrapped else set())
    gone = {page.full[order]: "page number" for order in numbers}
    gone |= {page.full[order]: "running head" for order in _running_heads(page, heads, numbers)}
    if not gone and not any("\f" in text for _, text in lines):
        return lines, []
    dropped = [
        Dropped(reason=reason, text=" ".join(lines[at][1].split()), line=lines[at][0])
        for at, reason in sorted(gone.items())
    ]
    return _closed_up(lines, gone, layout), dropped


@dataclass(slots=True)
class _Page:
    """The lines of a text; an order is a place among the full ones."""

    lines: list[Line]
    full: list[int]
    suspects: set[int] = field(default_factory=set)  # orders of what may be furniture

    def text(self, order: int) -> str:
        return self.lines[self.full[order]][1] if 0 <= order < len(self.full) else ""

    def cuts(self, order: int) -> bool:
        """Say whether the text before goes on after, other suspects left out."""
        before, after = order - 1, order + 1
        while before in self.suspects and order - before < _NEAR:
            before -= 1
        while after in self.suspects and after - order < _NEAR:
            after += 1
        first, second = self.text(before).strip(), self.text(after).strip()
        return bool(first and second) and not _CLOSING.search(first) and second[0].islower()

    def closes(self, order: int) -> bool:
        """Say whether the line before ends a sentence, as a chapter's last line does."""
        return order == 0 or bool(_CLOSING.search(self.text(order - 1).strip()))

    def ends(self, order: int) -> bool:
        """Say whether a line is the first or the last of a page that a form feed opens."""
        return "\f" in self.text(order) or "\f" in self.text(order + 1)


def _page_numbers(page: _Page, bare: set[int]) -> set[int]:
    found = {
        order
        for order in range(len(page.full))
        if _DRESSED_NUMBER.match(page.text(order)) and not is_mark(page.text(order))
    }
    if _is_chapters(page, sorted(found)):
        return set()
    return found | bare if _is_pagination(page, sorted(bare - found)) else found


def _is_chapters(page: _Page, dressed: list[int]) -> bool:
    """Tell "- I -", "- II -" over the chapters from the numbers of pages."""
    texts = [page.text(order).strip(" \t-–—~|=*•·[](){}<>").lower() for order in dressed]
    lines = [page.full[order] for order in dressed]
    is_far = len(lines) > 1 and median(b - a for a, b in pairwise(lines)) > _PAGE_LINES
    counts = [str(value) for value in range(1, len(texts) + 1)]
    is_roman = texts[:3] == ["i", "ii", "iii"][: len(texts)]
    is_parted = is_far or (len(texts) > 2 and all(map(page.closes, dressed[1:])))
    return (
        len(texts) > 1
        and (is_roman or (texts == counts and is_parted))
        and not _are_on_pages(page, dressed)
    )


def _is_pagination(page: _Page, bare: list[int]) -> bool:
    """Tell page numbers from the numbers of chapters: evenly spaced, or in mid-sentence."""
    if len(bare) < 3:
        return False
    values = [int(page.text(order)) for order in bare]
    rising = sum(0 < after - before <= 3 for before, after in pairwise(values))
    if rising < (len(bare) - 1) * 0.7:
        return False
    gaps = [page.full[after] - page.full[before] for before, after in pairwise(bare)]
    is_even = max(gaps) <= 3 * median(gaps) and median(gaps) <= _PAGE_LINES
    share = sum(page.ends(order) or page.cuts(order) for order in bare) / len(bare)
    return share >= (0.15 if is_even else 0.3)


def _repeated(page: _Page) -> dict[str, list[int]]:
    """Find the short lines that stand in the text again and again."""
    keys: dict[str, list[int]] = {}
    for order in range(len(page.full)):
        text = page.text(order)
        if len(text) < 140 and len(text.strip()) <= 80:
            key = _key(text)
            if len(key) >= 3:
                keys.setdefault(key, []).append(order)
    return {
        key: orders
        for key, orders in keys.items()
        if len(orders) >= _REPEATS and not _counts_up(page, orders)
    }


def _counts_up(page: _Page, orders: list[int]) -> bool:
    """Tell "Kapitel 1", "Kapitel 2" from a running head with the page's number."""
    found = [_LAST_NUMBER.search(page.text(order)) for order in orders]
    values = [int(match[1]) for match in found if match]
    return (
        len(values) == len(orders)
        and all(after == before + 1 or after == 1 for before, after in pairwise(values))
        and not _are_on_pages(page, orders)
    )


def _are_on_pages(page: _Page, orders: list[int]) -> bool:
    """Say whether lines cut sentences, or stand at the ends of pages, as no chapter does."""
    lines = [page.full[order] for order in orders]
    is_near = median(after - before for before, after in pairwise(lines)) <= _PAGE_LINES
    return any(page.cuts(at) or (is_near and page.ends(at)) for at in orders)


def _key(text: str) -> str:
    """Make what is the same on every page: letters without numbers."""
    bare = text.strip().strip("0123456789 \t|[]()·•—–-")
    if not bare or bare[0] in "“\"‘'" or not (is_capitals(bare) or is_title(bare)):
        return ""
    if is_numbered(text) and not _HEAD_WITH_NUMBER.match(text):
        return ""
    letters = re.sub(r"[\W\d_]+", " ", text).strip().casefold()
    return "" if letters in ("chapter", "part", "book", "letter", "scene", "act") else letters


def _running_heads(page: _Page, heads: dict[str, list[int]], numbers: set[int]) -> set[int]:
    found: set[int] = set()
    for orders in heads.values():
        sure = {order for order in orders if _is_at_page_end(page, order, numbers)}
        if len(sure) < max(_REPEATS - 1, len(orders) * 0.5):
            continue
        first = {orders[0]} - sure  # the title page, most likely
        found |= set(orders) - first - numbers
    return found


def _is_at_page_end(page: _Page, order: int, numbers: set[int]) -> bool:
    if page.ends(order) or _HEAD_WITH_NUMBER.match(page.text(order)):
        return True
    return order - 1 in numbers or order + 1 in numbers or page.cuts(order)


@dataclass(frozen=True, slots=True)
class _Joint:
    """A page's end between two lines of text."""

    before: str
    after: str
    blanks: int
    is_isolated: bool  # a blank line stands after the second

    def is_sure(self) -> bool:
        """Say whether the sentence plainly goes on."""
        return not _CLOSING.search(self.before.rstrip()) and self.after.strip()[0].islower()


def _closed_up(lines: list[Line], gone: dict[int, str], layout: Layout) -> list[Line]:
    """Leave the furniture out, with the blank lines round it where a paragraph goes on.

    Where a page's end is a paragraph's too, a form feed stands for it.
    """
    kept: list[Line] = []
    joints: dict[int, _Joint] = {}  # by place in `kept`
    previous, blanks, is_page_end = "", list[Line](), False
    for at, (number, text) in enumerate(lines):
        is_page_end = is_page_end or at in gone or "\f" in text
        text = text.replace("\f", "").rstrip()
        if at in gone:
            continue
        if not text.strip():
            blanks.append((number, ""))
            continue
        if is_page_end and previous:
            following = lines[at + 1][1] if at + 1 < len(lines) else ""
            joints[len(kept)] = _Joint(previous, text, len(blanks), not following.strip())
        else:
            kept.extend(blanks)
        kept.append((number, text))
        previous, blanks, is_page_end = text, [], False
    sure = Counter(joint.blanks for joint in joints.values() if joint.is_sure())
    usual = sure.most_common(1)[0][0] if sure else -1
    closed: list[Line] = []
    for at, line in enumerate(kept):
        if at in joints and not _goes_on(joints[at], layout, usual):
            closed.append((line[0], "\f"))
        closed.append(line)
    return closed


def _goes_on(joint: _Joint, layout: Layout, usual: int) -> bool:
    """Say whether a paragraph goes on over a page's end; `usual` blank lines stand there."""
    before, start = joint.before.rstrip(), joint.after.strip()
    is_indented = len(joint.after) - len(joint.after.lstrip()) > layout.margin
    if is_indented or is_mark(start) or is_mark(before.strip()):
        return False
    if is_numbered(start) or is_numbered(before.strip()):
        return False
    if joint.is_isolated and is_candidate(start):
        return False
    if not _CLOSING.search(before):
        return len(before) > layout.width * 0.6 or start[0].islower()
    if layout.style == "indent":
        return True  # a new paragraph would have shown it
    if 0 <= usual < joint.blanks:
        return False
    # The next word would have stood on the line had it been the same paragraph's.
    return len(before) + 1 + len(start.split()[0]) > layout.width
