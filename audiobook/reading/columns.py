"""The order in which the lines of pages are read, in one column or in two.

Lines with their places, in points from the lower left, come in as the file draws them; they go
out from top to bottom, what stands beside each other joined, a right column after the left
one and moved to where that stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

_LEAST = 6  # lines in a column, and lines that face another
_CROSSING = 0.2  # of a page's lines may cross the gap between its columns
_SHARE = 0.25  # of the page's width: the usual line of a column
_APART = 1.5  # of its height: a page's head or foot is farther from the columns, a title is not
_TALL = 1.8  # times the usual height: a capital that several lines stand beside
_SLACK = 2.0  # points


class Line(NamedTuple):
    """A line, or what stands beside others in one."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """Its own, in points."""
        return self.top - self.bottom


class _Columns(NamedTuple):
    gap: float  # where the right one begins
    move: float  # from the right one to the left one
    bottom: float  # of both
    top: float


def in_order(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Put the lines of each page in reading order.

    >>> page = [Line(50, 0, 90, 9, "fox"), Line(10, 1, 45, 10, "The")]
    >>> [one.text for one in in_order([page])[0]]
    ['The fox']
    """
    pages = [_with_capitals(page) for page in pages]
    found = [_columns(page) for page in pages]
    gaps = Counter(round(columns.gap) for columns in found if columns)
    if gaps:  # a page with little on it shows no columns of its own
        gap = float(gaps.most_common(1)[0][0])
        found = [one or _given(page, gap) for page, one in zip(pages, found, strict=True)]
    return [
        _by_columns(page, columns) if columns else _rows(page)
        for page, columns in zip(pages, found, strict=True)
    ]


def _by_columns(page: Sequence[Line], columns: _Columns) -> list[Line]:
    ordered: list[Line] = []
    lines = sorted(page, key=lambda one: -one.top)
    for crosses, group in groupby(lines, lambda one: _crosses(one, columns)):
        band = list(group)
        if crosses:
            ordered += _rows(band)
            continue
        right = [line for line in band if line.left >= columns.gap - _SLACK]
        ordered += _rows([line for line in band if line not in right])
        ordered += [_moved(line, columns.move) for line in _rows(right)]
    return ordered


def _crosses(line: Line, columns: _Columns) -> bool:
    """Tell what belongs to no column: a heading over both, a page's head and foot."""
    apart = _APART * line.height
    if line.bottom > columns.top + apart or line.top < columns.bottom - apart:
        return True
    return line.left < columns.gap - _SLACK and line.right > columns.gap + _SLACK


def _columns(page: Sequence[Line]) -> _Columns | None:
    """Find two columns: nearly every line is on one side of a gap, and wide, and some face."""
    if len(page) < 2 * _LEAST:
        return None
    start, width = _span(page)
    lefts = Counter(round(line.left) for line in page)
    inner = [(n, x) for x, n in lefts.items() if 0.3 < (x - start) / width < 0.7]
    if not inner:
        return None
    found = _given(page, float(max(inner)[1]))
    return found if found and _are_columns(page, found.gap) else None


def _are_columns(page: Sequence[Line], gap: float) -> bool:
    before, after = _sides(page, gap)
    crossing = len(page) - len(before) - len(after)
    usual = min(median(one.right - one.left for one in side) for side in (before, after))
    faced = sum(any(_is_beside(one, other) for other in after) for one in before)
    return (
        crossing <= _CROSSING * len(page)
        and usual >= _SHARE * _span(page)[1]
        and min(len(after), faced) >= _LEAST
    )


def _given(page: Sequence[Line], gap: float) -> _Columns | None:
    """Lay a page out in columns whose gap is known."""
    before, after = _sides(page, gap)
    if not before or not after:
        return None
    width = _span(page)[1]
    long = [one for one in (*before, *after) if one.right - one.left > _SHARE * width]
    margin = Counter(round(line.left) for line in before).most_common(1)[0][0]
    long = long or [*before, *after]
    bottom, top = min(one.bottom for one in long), max(one.top for one in long)
    return _Columns(gap=gap, move=gap - margin, bottom=bottom, top=top)


def _sides(page: Sequence[Line], gap: float) -> tuple[list[Line], list[Line]]:
    before = [line for line in page if line.right <= gap + _SLACK]
    return before, [line for line in page if line.left >= gap - _SLACK]


def _span(page: Sequence[Line]) -> tuple[float, float]:
    start = min(line.left for line in page)
    return start, max(max(line.right for line in page) - start, 1.0)


def _is_beside(one: Line, other: Line) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.height, other.height)


def _moved(line: Line, by: float) -> Line:
    return line._replace(left=line.left - by, right=line.right - by)


def _with_capitals(page: Sequence[Line]) -> list[Line]:
    """Give a tall capital back to its word; the lines beside it begin where it does."""
    usual = median(line.height for line in page) if page else 0.0
    lines = list(page)
    for capital in page:
        if len(capital.text) > 2 or not capital.text.isupper() or capital.height < _TALL * usual:
            continue
        beside = [
            line
            for line in lines
            if line != capital
            and line.top > capital.bottom - usual / 2 and line.bottom < capital.top - usual / 2
            and -usual / 2 < line.left - capital.right < usual
        ]  # fmt: skip
        if not beside or capital not in lines:  # it may stand beside another one
            continue
        first = max(beside, key=lambda line: line.top)
        for line in beside:
            text = capital.text + line.text if line is first else line.text
            lines[lines.index(line)] = line._replace(left=capital.left, text=text)
        lines.remove(capital)
    return lines


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Join what stands beside each other, top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (-round(one.bottom + one.top) / 2, one.left)):
        if rows and _is_beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row)) for row in rows]


def _joined(row: list[Line]) -> Line:
    """Join a row from left to right; it is as high as its longest piece."""
    text, right = row[0].text, row[0].right
    for before, piece in pairwise(row):
        if piece.text == before.text and piece.left < before.right:
            continue  # drawn twice, to look bold
        text += " " * (piece.left - right > 0.12 * piece.height) + piece.text
        right = max(right, piece.right)
    longest = max(row, key=lambda one: one.right - one.left)
    return longest._replace(left=row[0].left, right=right, text=text)
