"""Say where the packets of each segment lie among those of the book.

Segments come in, and for each a place goes out: the segment as it is to be encoded,
from the packet in which it begins to the one in which the next one does.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from audiobook.mixing.codecs import Codec, packet_samples
from audiobook.mixing.segments import Segment
from audiobook.model import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the packets of a segment lie in the book."""

    part: Segment  # as it is encoded
    start: int  # samples
    end: int
    spare: bool | None = None  # whether its spare last packet is heard; None: it has none
    fill: int = 0  # packets of 2.5 ms of silence that lead to the next segment


def placed(parts: Sequence[Segment], codec: Codec, rate: int) -> Iterator[Place]:
    """Give each segment its place among the packets of a codec."""
    packet = packet_samples(codec, rate)
    return _beside(parts, packet) if codec.framing == "opus" else _among(parts, int(packet))


def _among(parts: Sequence[Segment], packet: int) -> Iterator[Place]:
    """Begin with the packet in which a segment's first sample lies: exact to the sample.

    For AAC and FLAC that is always a packet's first.  For MP3 it may be another, behind
    segments with few pauses; an edit there moves what follows, and has it encoded anew.
    """
    for part, following in itertools.zip_longest(parts, parts[1:]):
        early = part.start % packet
        start, end = part.start - early, part.end - (part.end % packet if following else 0)
        lead = (Piece(key="", frames=early),) if early else ()
        part = Segment(start=start, end=end, pieces=(*lead, *part.pieces))
        yield Place(part=part, start=start, end=end)


def _beside(parts: Sequence[Segment], packet: Fraction) -> Iterator[Place]:
    """Begin each segment with a packet of its own, and pad the one before with silence.

    So an edit changes no segment but its own: Opus has packets of 2.5 ms too.
    """
    step = packet / 8
    starts = _snapped(parts, step)
    for part, start, following in itertools.zip_longest(parts, starts, starts[1:]):
        end, spare, fill = part.end, True, 0
        if following is not None:
            end = int(following * step)
            taken, fill = divmod(following - start, packet // step)
            spare = taken > (part.end - part.start) // packet
        else:  # enough, even where the last segment begins half a packet early
            part = replace(part, pieces=(*part.pieces, Piece(key="", frames=math.ceil(packet))))
        yield Place(part=part, start=int(start * step), end=end, spare=spare, fill=fill)


def _snapped(parts: Sequence[Segment], step: Fraction) -> tuple[int, ...]:
    """Say at which step of a codec each segment begins: the one nearest to it.

    Its sound is at most half a step away from the timeline, and no more at the end.

    >>> parts = [Segment(start=start, end=0, pieces=()) for start in (0, 1024, 3072)]
    >>> _snapped(parts, Fraction(441))
    (0, 2, 7)
    """
    return tuple(math.floor(part.start / step + Fraction(1, 2)) for part in parts)
