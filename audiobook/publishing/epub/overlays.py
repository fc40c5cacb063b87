"""The media overlays of an EPUB: which sentence is heard from when to when.

The cues of a page and the stretch of sound that it is read from come in, SMIL
goes out.  Each sentence lasts until the next begins, so that a reader plays on
through the pauses instead of jumping over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.clock import milliseconds, stamp
from audiobook.model import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """The sound of one page."""

    page: str  # "c01.xhtml"
    sound: str  # "audio/c01.m4a"
    smil: str
    ms: int  # how long it lasts


def lay_over(
    page: str, sound: str, cues: Sequence[Cue], *, start: int, until: int, origin: int, rate: int
) -> Overlay:
    """Lay the cues of a page over its sound.

    Samples of the book: the page is heard from `start` to `until`; its sound file
    begins at `origin`.
    """
    bounds = [start, *(cue.start for cue in cues[1:]), until]
    clips = [milliseconds(max(0, bound - origin), rate) for bound in bounds]
    pars = [
        f'<par id="{cue.id}-par">\n<text src="{page}#{cue.id}"/>\n'
        f'<audio src="{sound}" clipBegin="{stamp(begin)}" clipEnd="{stamp(end)}"/>\n</par>'
        for cue, (begin, end) in zip(cues, pairwise(clips), strict=True)
        if end > begin
    ]
    smil = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'version="3.0">\n<body>\n<seq id="all" epub:textref="{page}">\n'
        + "\n".join(pars)
        + "\n</seq>\n</body>\n</smil>\n"
    )
    return Overlay(page=page, sound=sound, smil=smil, ms=clips[-1] - clips[0])
