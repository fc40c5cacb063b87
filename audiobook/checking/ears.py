"""Does the sound hold what the receipt says: each sentence where it should be, each pause silent?

An audio file, the receipt and, where they are still kept, the clips come in;
findings go out.  A sentence is compared with its own clip by its course of
level, which no codec changes and no two sentences share.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audiobook.checking.account import shown
from audiobook.checking.evidence import Evidence, Line
from audiobook.checking.sound import (
    Heard,
    Hearing,
    Levels,
    hear,
    levels,
    likeness,
    longest_silence_ms,
)
from audiobook.clock import samples
from audiobook.errors import AudiobookError
from audiobook.model import Finding
from audiobook.speaking import ClipStore

LENGTH_OFF_MS = 50
SPEECH_DB = -45.0  # a sentence rises above this somewhere
SILENCE_DB = -50.0  # a pause stays below this
EDGE_MS = 60  # at a pause's ends codecs smear this much
ALIKE = 0.8  # two different sentences reach 0.6 at most, a sentence and its clip 0.95
STOP_MS = 1500  # no voice stops so long within a sentence
CLIPPED = 20  # samples at full scale in a sentence


def ears(evidence: Evidence, path: Path, store: ClipStore | None) -> Iterator[Finding]:
    """Listen to one file that holds the whole book."""
    spoken = [line for line in evidence.lines if line.end > line.start]
    gaps = evidence.silent_gaps()
    stretches = sorted([(x.start, x.end) for x in spoken] + [(x.start, x.end) for x in gaps])
    try:
        hearing = hear(path, evidence.rate, stretches)
    except AudiobookError as err:
        yield Finding(level="error", where=path.name, what=err.message, hint=err.hint)
        return
    yield from _length(evidence, path, hearing)
    heard = dict(zip(stretches, hearing.stretches, strict=True))
    for line in spoken:
        yield from _sentence(evidence, path, line, heard[line.start, line.end], store)
    for gap in gaps:
        yield from _pause(evidence, path, gap.kind, gap.start, heard[gap.start, gap.end])


def _length(evidence: Evidence, path: Path, hearing: Hearing) -> Iterator[Finding]:
    off = hearing.frames - evidence.frames
    if abs(off) > samples(LENGTH_OFF_MS, evidence.rate):
        yield _wrong(
            path.name,
            f"lasts {hearing.frames / evidence.rate:.3f} s decoded, "
            f"{evidence.frames / evidence.rate:.3f} s were built",
        )


def _sentence(
    evidence: Evidence, path: Path, line: Line, heard: Heard, store: ClipStore | None
) -> Iterator[Finding]:
    place = f"{path.name} {line.id}"
    if not len(heard.levels) or heard.levels.max() < SPEECH_DB:
        yield _wrong(place, f"is silent: {shown(line)}")
        return
    if heard.clipped > CLIPPED:
        yield _wrong(place, f"is distorted, {heard.clipped} samples at full scale: {shown(line)}")
    own = _own_levels(evidence, line, store)
    if own is not None:
        alike = likeness(heard.levels, own)
        if alike < ALIKE:
            yield _wrong(
                place, f"does not sound as it was spoken (likeness {alike:.2f}): {shown(line)}"
            )
    elif longest_silence_ms(heard.levels) > STOP_MS:
        yield _wrong(place, f"stops for more than {STOP_MS / 1000} s: {shown(line)}")


def _own_levels(evidence: Evidence, line: Line, store: ClipStore | None) -> Levels | None:
    """The levels of the sentence's own clip; None for several parts, or where it is gone."""
    if store is None or len(line.keys) != 1 or store.get(line.keys[0]) is None:
        return None
    try:
        pcm = store.pcm(line.keys[0])
    except AudiobookError:
        return None
    return levels(pcm, evidence.gain_db) if pcm.rate == evidence.rate else None


def _pause(
    evidence: Evidence, path: Path, kind: str, start: int, heard: Heard
) -> Iterator[Finding]:
    edge = EDGE_MS // 20
    inner = heard.levels[edge:-edge] if len(heard.levels) > 2 * edge else heard.levels[:0]
    if len(inner) and inner.max() > SILENCE_DB:
        yield _wrong(
            f"{path.name} at {start / evidence.rate:.2f} s",
            f"the {kind} pause is not silent: {inner.max():.0f} dBFS",
        )


def _wrong(where: str, what: str) -> Finding:
    return Finding(level="error", where=where, what=what, hint="build the book again")
