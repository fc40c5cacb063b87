"""What stands on page after page of a file that has pages: heads, feet, addresses, numbers.

The lines of each page come in, in reading order; the pages without them go out, and what was
left out.  In a text without pages `furniture` has to be more careful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from audiobook.model import Dropped
from audiobook.reading.columns import Line

_EDGE = 2  # lines at either end of a page
_LEAST = 3  # pages
_LONGEST = 160  # characters
_NEAR = 3.0  # points between the places of one head


def without_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[Dropped]]:
    """Leave out the lines at the ends of pages that most pages have, but for their numbers."""
    heads, offset = _heads(pages), _offset(pages)
    kept, dropped = [], []
    for number, page in enumerate(pages, start=1):
        gone = {}
        for at in _edge(page):
            if _key(page[at].text) in heads and _is_in_place(page[at], heads, number):
                gone[at] = "running head"
            elif page[at].text.isdecimal() and int(page[at].text) - number == offset:
                gone[at] = "page number"
        for inner, outer in ((1, 0), (len(page) - 2, len(page) - 1)):
            if outer not in gone:
                gone.pop(inner, None)  # the text's own line, like others'
        dropped += [
            Dropped(reason=reason, text=page[at].text, line=number)
            for at, reason in sorted(gone.items())
        ]
        kept.append([line for at, line in enumerate(page) if at not in gone])
    return kept, dropped


def _heads(pages: Sequence[Sequence[Line]]) -> dict[str, float]:
    """Find what most pages have in common, and how high it stands there, in points."""
    tops: dict[str, list[float]] = {}
    for page in pages:
        for key, top in {_key(page[at].text): page[at].top for at in _edge(page)}.items():
            tops.setdefault(key, []).append(top)
    least = max(_LEAST, len(pages) / 2 + 1)
    return {
        key: median(places)
        for key, places in tops.items()
        if key and len(places) >= least and len(key) <= _LONGEST
    }


def _is_in_place(line: Line, heads: dict[str, float], number: int) -> bool:
    """Tell a running head from the book's title on its first page, which it repeats."""
    return number > 1 or abs(line.top - heads[_key(line.text)]) < _NEAR


def _offset(pages: Sequence[Sequence[Line]]) -> int | None:
    """Find by how much the numbers on the pages differ from their count."""
    offsets = Counter(
        int(page[at].text) - number
        for number, page in enumerate(pages, start=1)
        for at in _edge(page)
        if page[at].text.isdecimal() and len(page[at].text) < 5
    )
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count >= max(_LEAST, len(pages) / 3) else None


def _edge(page: Sequence[Line]) -> list[int]:
    places = range(len(page))
    return sorted({*places[:_EDGE], *places[-_EDGE:]})


def _key(text: str) -> str:
    """Make what is the same on every page, "" where that is no word."""
    key = re.sub(r"\d+", "#", text)
    return key if re.search(r"[^\W\d_]{2}", key) else ""
