"""Page numbers and running heads, which a scan leaves between the lines.

Numbered lines come in; the lines of the text and what was left out go out.  A paragraph
that a page's end had cut is whole again.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from audiobook.model import Dropped
from audiobook.reading.gutenberg import Line
from audiobook.reading.headings import is_capitals, is_numbered, is_title
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
_CLOSING = re.compile(r"[.!?:;…][\"”’'»)\]_*]*$|[—–-]{2,}[\"”’']?$")
_REPEATS = 4  # a running head stands on more than three pages


def drop_furniture(lines: list[Line], layout: Layout) -> tuple[list[Line], list[Dropped]]:
    """Take page numbers and running heads out of the lines of a text.

    A paragraph goes on over a page's end where its last line was full.
    """
    full = [at for at, (_, text) in enumerate(lines) if text.strip()]
    numbers = _page_numbers(lines, full, is_wrapped=layout.style != "line")
    heads = _running_heads(lines, full, numbers) if layout.style != "line" else {}
    gone = {**numbers, **heads}
    if not gone and not any("\f" in text for _, text in lines):
        return lines, []
    dropped = [
        Dropped(reason=reason, text=" ".join(lines[at][1].split()), line=lines[at][0])
        for at, reason in sorted(gone.items())
    ]
    return _closed_up(lines, gone, layout.width), dropped


def _page_numbers(lines: list[Line], full: list[int], *, is_wrapped: bool) -> dict[int, str]:
    found: dict[int, str] = {}
    bare: list[tuple[int, int, bool]] = []  # place, number, whether it cuts a paragraph
    for order, at in enumerate(full):
        text = lines[at][1]
        if len(text) > 100 and len(text.strip()) > 16:
            continue
        if _DRESSED_NUMBER.match(text):
            found[at] = "page number"
        elif _BARE_NUMBER.match(text):
            is_sure = _ends_page(lines, full, order) or _cuts(lines, full, order)
            bare.append((at, int(text), is_sure))
    if is_wrapped and _is_pagination(bare):
        found |= {at: "page number" for at, _, _ in bare}
    return found


def _is_pagination(bare: list[tuple[int, int, bool]]) -> bool:
    """Tell page numbers from the numbers of chapters: evenly spaced, or in mid-sentence."""
    if len(bare) < 3:
        return False
    pairs = list(pairwise(bare))
    rising = sum(0 < after[1] - before[1] <= 3 for before, after in pairs)
    if rising < len(pairs) * 0.7:
        return False
    gaps = [after[0] - before[0] for before, after in pairs]
    is_even = max(gaps) <= 3 * median(gaps) and median(gaps) <= 80
    share = sum(cut for _, _, cut in bare) / len(bare)
    return share >= (0.15 if is_even else 0.3)


def _ends_page(lines: list[Line], full: list[int], order: int) -> bool:
    """Say whether a line is the first or the last of a page that a form feed opens."""
    after = lines[full[order + 1]][1] if order + 1 < len(full) else ""
    return "\f" in lines[full[order]][1] or "\f" in after


def _cuts(lines: list[Line], full: list[int], order: int) -> bool:
    """Say whether the text before the line goes on after it."""
    if order < 1 or order + 1 >= len(full):
        return False
    before, after = lines[full[order - 1]][1].strip(), lines[full[order + 1]][1].strip()
    return not _CLOSING.search(before) and after[0].islower()


def _running_heads(lines: list[Line], full: list[int], numbers: dict[int, str]) -> dict[int, str]:
    keys: dict[str, list[int]] = {}
    for order, at in enumerate(full):
        text = lines[at][1]
        if len(text) < 140 and at not in numbers and not text.lstrip().startswith(("“", '"', "‘")):
            key = _key(text)
            if len(key) >= 3 and len(text.strip()) <= 80:
                keys.setdefault(key, []).append(order)
    found: dict[int, str] = {}
    for orders in keys.values():
        if len(orders) < _REPEATS:
            continue
        heads = [order for order in orders if _is_at_page_end(lines, full, order, numbers)]
        if len(heads) >= max(_REPEATS - 1, len(orders) * 0.5):
            found |= {full[order]: "running head" for order in orders}
    return found


def _key(text: str) -> str:
    """Make what is the same on every page: letters without numbers."""
    if is_mark(text) or (is_numbered(text) and not _HEAD_WITH_NUMBER.match(text)):
        return ""
    bare = re.sub(r"^[\s\d\W]+|[\s\d]+$", "", text)
    if not (is_capitals(bare) or is_title(bare)):
        return ""
    letters = re.sub(r"[\W\d_]+", " ", text).strip().casefold()
    return "" if letters in ("chapter", "part", "book", "letter", "scene", "act") else letters


def _is_at_page_end(
    lines: list[Line], full: list[int], order: int, numbers: dict[int, str]
) -> bool:
    at = full[order]
    if _ends_page(lines, full, order) or _HEAD_WITH_NUMBER.match(lines[at][1]):
        return True
    near = full[max(order - 1, 0) : order + 2]
    return any(other in numbers for other in near) or _cuts(lines, full, order)


def _closed_up(lines: list[Line], gone: dict[int, str], width: int) -> list[Line]:
    """Leave the furniture out, with the blank lines round it where a paragraph goes on."""
    kept: list[Line] = []
    previous = ""  # the last line of text
    is_page_end = False
    blanks: list[Line] = []
    for at, (number, text) in enumerate(lines):
        is_page_end = is_page_end or at in gone or "\f" in text
        text = text.replace("\f", "").rstrip()
        if at in gone:
            continue
        if not text.strip():
            blanks.append((number, ""))
            continue
        if is_page_end:
            if not _goes_on(previous, text, width):
                kept.append((number, "\f"))
        else:
            kept.extend(blanks)
        kept.append((number, text))
        previous, blanks, is_page_end = text, [], False
    return kept


def _goes_on(before: str, after: str, width: int) -> bool:
    if not before.strip():
        return False
    start = after.strip()
    if after.startswith((" ", "\t")) or is_mark(start) or is_numbered(start):
        return False
    if not _CLOSING.search(before.rstrip()):
        return len(before) > width * 0.6 or start[0].islower()
    # The next word would have stood on the line had it been the same paragraph's.
    return len(before.rstrip()) + 1 + len(start.split()[0]) > width
