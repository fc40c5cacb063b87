"""What stands on page after page of a file that has pages: heads, feet, addresses, dates.

The lines of each page come in, in reading order; the pages without them go out, and what was
left out.  In a text without pages `furniture` has to be more careful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from audiobook.model import Dropped
from audiobook.reading.columns import Line

_EDGE = 2  # lines at either end of a page
_LEAST = 3  # pages
_LONGEST = 160  # characters


def without_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[Dropped]]:
    """Leave out the lines at the ends of pages that most pages have, but for their numbers.

    Bare numbers are left to those who know what a page's number looks like.
    """
    counts = Counter(key for page in pages for key in {_key(page[at].text) for at in _edge(page)})
    heads = {
        key
        for key, count in counts.items()
        if key and count >= max(_LEAST, len(pages) / 2 + 1) and len(key) <= _LONGEST
    }
    kept, dropped = [], []
    for number, page in enumerate(pages, start=1):
        gone = {at for at in _edge(page) if _key(page[at].text) in heads}
        gone -= {1} if 0 not in gone else set()  # the text's own first line, like others'
        gone -= {len(page) - 2} if len(page) - 1 not in gone else set()
        dropped += [
            Dropped(reason="running head", text=page[at].text, line=number) for at in sorted(gone)
        ]
        kept.append([line for at, line in enumerate(page) if at not in gone])
    return kept, dropped


def _edge(page: Sequence[Line]) -> list[int]:
    places = range(len(page))
    return sorted({*places[:_EDGE], *places[-_EDGE:]})


def _key(text: str) -> str:
    """Make what is the same on every page, "" where that is no word."""
    key = re.sub(r"\d+", "#", text)
    return key if re.search(r"[^\W\d_]{2}", key) else ""
