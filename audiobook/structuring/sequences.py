"""Heading candidates of a plain text into roles, scored as rows of numbers rather than as lines.

Candidates of one style (keyword, kind of numeral, with or without a title) make a
row; the row that counts up over the widest span holds the chapters.  Other rows
are nested, what is in none is text again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.headwords import is_dated
from audiobook.model import Block
from audiobook.structuring.chains import chain
from audiobook.structuring.contents import words
from audiobook.structuring.headings import (
    CHAPTER_WORDS,
    PART_WORDS,
    SECTION_WORDS,
    Label,
    back_reason,
    fold,
    is_end,
    label,
)

_LARGEST = 400  # a higher number is a year
_OPENING_WORDS = 120  # that may stand before the first of chapters without numbers
_LEAST_ENTRIES = 3  # dated, of a diary
_SHORTEST_POEM = 12  # words
_SHORT = 60  # words under a usual heading of a row; less makes it doubtful


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A line that may be a heading, and where it stands."""

    index: int
    text: str
    label: Label
    at: int  # words before it in the book
    adjacent: bool  # nothing stands between it and the candidate before
    told: bool = False  # the reader already said that it is front or back matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Candidates that count up."""

    keyword: str
    members: tuple[Candidate, ...]
    score: float


def candidates(blocks: Sequence[Block]) -> tuple[tuple[Candidate, ...], int]:
    """Give the heading candidates in order, and the words of the whole."""
    found: list[Candidate] = []
    count = 0
    last = -2
    for index, block in enumerate(blocks):
        if block.kind == "heading" and block.level == 0 and not _ends(block.text, found, index):
            found.append(
                Candidate(
                    index=index,
                    text=block.text,
                    label=label(block.text),
                    at=count,
                    adjacent=index == last + 1,
                    told=block.matter != "chapter",
                )
            )
            last = index
        elif block.kind != "rule":
            count += words(block.text)
        elif last == index - 1:
            last = index
    return tuple(found), count


def _ends(text: str, found: Sequence[Candidate], index: int) -> bool:
    """Tell THE END of the book from a chapter of that name below its number."""
    before = found[-1] if found and found[-1].index == index - 1 else None
    return is_end(text) and not (before and before.label.number and not before.label.title)


def rows(found: Sequence[Candidate], total: int) -> list[Row]:
    """Give every row of numbers, best first; members before a heading like NOTES only."""
    styles: dict[tuple[str, str, bool], list[Candidate]] = defaultdict(list)
    for one in found:
        if one.label.number > 0 and (one.label.keyword or one.label.number <= _LARGEST):
            styles[_style(one.label)].append(one)
    made = [row for key, members in styles.items() if (row := _row(key[0], members, total))]
    joined = _join(made, total)
    return sorted(joined, key=lambda row: -row.score)


def _style(one: Label) -> tuple[str, str, bool]:
    if one.keyword:
        return one.keyword, "", False
    return "", str(one.kind), bool(one.title) and not one.leads


def _row(keyword: str, members: Sequence[Candidate], total: int) -> Row | None:
    spans = _spans(members, total)
    kept = chain([one.label.number for one in members], spans, sure=bool(keyword))
    chosen = tuple(members[at] for at in kept)
    if len(chosen) < 2 and keyword not in CHAPTER_WORDS:
        return None
    return Row(keyword=keyword, members=chosen, score=_score(keyword, chosen, total))


def _spans(members: Sequence[Candidate], total: int) -> list[int]:
    ends = [*(one.at for one in members[1:]), total]
    return [end - one.at for one, end in zip(members, ends, strict=True)]


def _score(keyword: str, members: Sequence[Candidate], total: int) -> float:
    """Weigh a row: the words it covers, how well it counts, what it calls itself."""
    spans = _spans(members, total)
    usual = sorted(spans)[len(spans) // 2]
    covered = sum(min(span, 4 * usual) for span in spans) / max(total, 1)
    numbers = [one.label.number for one in members]
    steps = list(pairwise(numbers))
    good: float = sum(after in (before + 1, 1) for before, after in steps) + (numbers[0] == 1)
    good += 0.5 * sum(after > before + 1 for before, after in steps)
    weight = 1.0
    if keyword in CHAPTER_WORDS:
        weight = 2.5 if keyword != "letter" else 1.0
    elif keyword in PART_WORDS:
        weight = 0.5
    elif keyword in SECTION_WORDS:
        weight = 0.3
    if usual < _SHORT:
        weight *= 0.2
    return covered * weight * good / len(numbers)


def _join(made: list[Row], total: int) -> list[Row]:
    """Join a row that goes on where another style stops: ADVENTURE VI, then VII."""
    joined: list[Row] = []
    for row in sorted(made, key=lambda one: one.members[0].at):
        begins = row.members[0]
        for place, earlier in enumerate(joined):
            ends = earlier.members[-1]
            if ends.at <= begins.at and 1 < begins.label.number == ends.label.number + 1:
                members = earlier.members + row.members
                keyword = earlier.keyword or row.keyword
                score = _score(keyword, members, total)
                joined[place] = Row(keyword=keyword, members=members, score=score)
                break
        else:
            joined.append(row)
    return joined


def before_back_matter(found: Sequence[Candidate], total: int) -> Sequence[Candidate]:
    """Leave out what follows a heading such as NOTES late in the book, unless the count goes on."""
    for position, one in enumerate(found):
        if one.at < total * 0.5 or not back_reason(one.text):
            continue
        highest = max((other.label.number for other in found[:position]), default=0)
        keyed = {other.label.keyword for other in found[:position] if other.label.number == highest}
        if not any(
            other.label.number == highest + 1 and other.label.keyword in keyed
            for other in found[position + 1 :]
        ):
            return found[:position]
    return found


def unnumbered(
    found: Sequence[Candidate], total: int, entries: frozenset[str], *, is_verse: bool = False
) -> tuple[Candidate, ...]:
    """Give the chapters of a book that does not count them.

    They are the entries of its contents, dates, or else a row of capitals.  Poems are short.
    """
    listed = tuple(one for one in found if fold(one.text) in entries)
    if len(listed) > 1:
        return listed
    dated = [one for one in found if is_dated(one.text)]
    if len(dated) >= _LEAST_ENTRIES and _opens(dated[0], _spans(dated, total)):
        return tuple(dated)
    often = Counter(fold(one.text) for one in found)
    once = [one for one in found if often[fold(one.text)] == 1]
    again = found if len(often) > 1 and len(found) > 2 else ()
    for pool in (once, again):  # names that come again head chapters only if all are long
        for is_style, least, fewest in _STYLES:
            least = _SHORTEST_POEM if is_verse else least
            members = [one for one in pool if is_style(one.text)]
            taken = {one.index for one in members}
            heads = [one for one in members if one.index - 1 not in taken]
            spans = _spans(heads, total) if heads else []
            short = sum(span < least for span in spans)
            most = len(heads) // 4 if pool is once and fewest < 3 else 0
            if len(heads) - short >= fewest and short <= most and _opens(heads[0], spans):
                return tuple(one for one, span in zip(heads, spans, strict=True) if span >= least)
    return ()


def _opens(first: Candidate, spans: Sequence[int]) -> bool:
    """Tell whether a row stands over the whole book; two signs in mid-story head no chapters."""
    return first.at <= max(_OPENING_WORDS, sorted(spans)[len(spans) // 2] // 2)


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 2


def _is_written(text: str) -> bool:
    return any(map(str.isalpha, text))


# How the heads of chapters without numbers are written, the words each holds, how many at least.
_STYLES = ((_is_capitals, 150, 2), (_is_written, 400, 2), (_is_written, 150, 3))
