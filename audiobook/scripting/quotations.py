"""Find what is said aloud: in quotation marks of every kind, after dashes, over paragraphs.

The texts of a run of paragraphs come in, spans in each of them go out.  Which
marks count is learnt from the whole run, so that an apostrophe in a book with
double marks is never an opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch between marks, the marks included."""

    start: int  # characters of its paragraph
    end: int
    continues: bool = False  # the speech of the paragraph before goes on
    speech: bool = True  # False: words only cited, as in: the so-called “cure” failed


_BOUNDARY = r"(?<![^\s(\[—–\-“‘\"'…])"
_ELIDED = (
    r"(?!(?:tis|twas|twere|twill|em|til|till|cause|bout|round|neath|gainst|ow|ere|ad|ee|im|er|ome"
    r"|alf|is|un|n|nuff|fore|sblood|zounds|\d\ds?)\b)"
)
# name -> (opening, closing); a single closing mark follows punctuation, else it is an apostrophe.
_MARKS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "double": (re.compile(r"“"), re.compile(r"”")),
    "straight": (re.compile(rf"{_BOUNDARY}\"(?=\S)"), re.compile(r"\"(?!\w)")),
    "single": (
        re.compile(rf"{_BOUNDARY}‘(?=\S){_ELIDED}", re.IGNORECASE),
        re.compile(r"(?<=[.,;:!?…—–\-”\")])’(?![^\W_])"),
    ),
    "straight single": (
        re.compile(rf"{_BOUNDARY}'(?=[^\s'.,;]){_ELIDED}", re.IGNORECASE),
        re.compile(r"(?<=[.,;:!?…—–\-”\")])'(?![^\W_])"),
    ),
    "low": (re.compile(r"„"), re.compile(r"[“”]")),
    "angle": (re.compile(r"«"), re.compile(r"»")),
    "angle inward": (re.compile(r"»(?=\S)"), re.compile(r"«")),
}
_SINGLE = ("single", "straight single")
_DASH = re.compile(r"\s*[—–-]{1,2}\s*(?=\S)")
_ENDS_SPEECH = re.compile(r"[.,!?…—–:;\-][”’\"'»“]?\Z")
_ASIDE = re.compile(
    r",? (?:(?:said|asked|cried|replied|answered|whispered|shouted|murmured) "
    r"(?:the |(?:Mr|Mrs|Dr)\.? )?\w+(?: [A-Z]\w+)?"
    r"|(?:he|she|they|I|we|[A-Z]\w+) (?:said|asked|cried|replied|answered|whispered|shouted"
    r"|murmured))\b[^.!?—]*(?:[.!?]|, ?(?:[—–-]+ ?)?|\Z)"
)


def quotations(paragraphs: Sequence[str]) -> tuple[tuple[Quotation, ...], ...]:
    """Find the quotations of each paragraph, outermost only.

    >>> text = "“Run!” said Anna. “It’s late.”"
    >>> [text[one.start : one.end] for one in quotations((text,))[0]]
    ['“Run!”', '“It’s late.”']
    """
    kinds = _kinds(paragraphs)
    if not kinds:
        return tuple(_dashed(text) for text in paragraphs)
    found: list[tuple[Quotation, ...]] = []
    open_kind = ""
    for text in paragraphs:
        here, still_open = _in_paragraph(text, kinds, open_kind)
        found.append(here)
        open_kind = still_open
    return tuple(found)


def _kinds(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Learn which marks open speech here; () where the book sets it off by dashes, if at all."""
    counts = {
        kind: sum(len(opening.findall(text)) for text in paragraphs)
        for kind, (opening, _) in _MARKS.items()
    }
    if counts["low"]:
        counts["double"] = 0  # there “ closes
    if counts["angle"] >= counts["angle inward"]:
        counts["angle inward"] = 0
    else:
        counts["angle"] = 0
    first = [_first_mark(text) for text in paragraphs]
    if first.count("double") >= first.count("single"):
        counts["single"] = counts["straight single"] = 0
    else:
        counts["double"] = counts["straight"] = 0  # British: double marks are the inner ones
    kinds = tuple(kind for kind, count in counts.items() if count)
    dashed = sum(_DASH.match(text) is not None for text in paragraphs)
    return () if dashed > 2 * sum(counts.values()) else kinds


def _first_mark(text: str) -> str:
    """Say which marks come first in a paragraph: those are the outer ones."""
    start = _next_opening(text, ("double", "straight", *_SINGLE), 0)
    if start is None:
        return ""
    return "single" if start[1] in _SINGLE else "double"


def _in_paragraph(
    text: str, kinds: tuple[str, ...], open_kind: str
) -> tuple[tuple[Quotation, ...], str]:
    """Find what one paragraph holds; also the kind of a speech still open at its end."""
    found: list[Quotation] = []
    at, still_open = 0, ""
    while (start := _next_opening(text, kinds, at)) is not None:
        place, kind = start
        end = _closing(text, kind, place)
        continues = bool(open_kind) and kind == open_kind and not text[:place].strip()
        if end is None:
            still_open, end = kind, len(text)
        speech = continues or bool(still_open) or _is_speech(text, place, end)
        found.append(Quotation(start=place, end=end, continues=continues, speech=speech))
        at = end
    return tuple(found), still_open


def _next_opening(text: str, kinds: tuple[str, ...], at: int) -> tuple[int, str] | None:
    first: tuple[int, str] | None = None
    for kind in kinds:
        match = _MARKS[kind][0].search(text, at)
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), kind)
    return first


def _closing(text: str, kind: str, place: int) -> int | None:
    """Find where a quotation ends: past its closing mark, or None where none comes."""
    end = _MARKS[kind][1].search(text, place + 1)
    if kind in _SINGLE:
        return _single_closing(text, kind, place, end)
    return end.end() if end else None


def _single_closing(text: str, kind: str, place: int, end: re.Match[str] | None) -> int | None:
    """An unpunctuated ’ closes only a quotation that would else run into the next one."""
    following = _MARKS[kind][0].search(text, place + 1)
    limit = following.start() if following else len(text)
    if end and end.start() <= limit:
        return end.end()
    mark = "’" if kind == "single" else "'"
    bare = [m.end() for m in re.finditer(rf"(?<=\w){mark}(?!\w)", text[place + 1 : limit])]
    if bare and (following or end is None):
        return place + 1 + bare[0]
    return end.end() if end else None


def _is_speech(text: str, start: int, end: int) -> bool:
    """Tell speech from words that are only cited within a sentence of the narrator's."""
    before, inner = text[:start].rstrip(), text[start + 1 : end]
    if not before or before.endswith((",", ":", "—", ".", "!", "?", "…", "”", "’", '"', "»")):
        return True
    opens_big = inner.lstrip("“‘\"'—…")[:1].isupper()
    return opens_big and _ENDS_SPEECH.search(inner) is not None


def _dashed(text: str) -> tuple[Quotation, ...]:
    """Dash dialogue: all of the paragraph but the narrator's asides."""
    dash = _DASH.match(text)
    if not dash:
        return ()
    return tuple(
        Quotation(start=start, end=end) for start, end in _between_asides(text, dash.end())
    )


def _between_asides(text: str, start: int) -> Iterator[tuple[int, int]]:
    for aside in _ASIDE.finditer(text, start):
        if text[start : aside.start()].strip(" —–-,."):
            yield start, aside.start() + (1 if aside.group().startswith(",") else 0)
        start = aside.end()
    rest = text[start:]
    if rest.strip(" —–-,."):
        yield start + len(rest) - len(rest.lstrip()), len(text)
