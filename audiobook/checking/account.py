"""Is every sentence of the story accounted for, once and in order, at a time of its own?

The receipt comes in, and the story where it is still there; findings go out.
No sound is read.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from statistics import median

from audiobook.checking.evidence import Evidence, Line
from audiobook.clock import samples
from audiobook.errors import AudiobookError
from audiobook.model import Finding, Pause, Utterance
from audiobook.pipeline import receipt
from audiobook.pipeline.outlining import outlined
from audiobook.settings import restored

PACE = (0.4, 2.5)  # of the book's usual time for a letter: beyond it a sentence is looked at
PACED_LETTERS = 20  # shorter sentences vary too much to be judged
SHOWN = 60
PAUSE_OFF_MS = 25


def account(evidence: Evidence) -> Iterator[Finding]:
    """Compare the receipt with the story, and with itself; repeat what the build had to say."""
    yield from _times(evidence)
    yield from _pace(evidence.lines, evidence.rate)
    yield from _story(evidence)
    for note in evidence.receipt.get("notes") or ():
        yield Finding(level="note", where="build", what=str(note), hint="")


def shown(line: Line) -> str:
    """A sentence, short enough for a message."""
    text = " ".join(line.written.split())
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN]}…”"


def _times(evidence: Evidence) -> Iterator[Finding]:
    """Sentences and pauses must lie end to end and fill the book."""
    inside = [gap for gap in evidence.gaps if gap.kind != "part"]
    stretches = sorted(
        [(line.start, line.end, line.id) for line in evidence.lines]
        + [(gap.start, gap.end, f"{gap.kind} pause") for gap in inside]
    )
    now = 0
    for start, end, name in stretches:
        if start != now or end < start:
            yield _wrong(name, f"begins at {start} where {now} was expected: the times do not meet")
        now = max(now, end)
    if now != evidence.frames:
        yield _wrong("book.json", f"the times end at {now}, the book at {evidence.frames}")
    seen: set[str] = set()
    for line in evidence.lines:
        if line.id in seen:
            yield _wrong(line.id, f"stands twice in the receipt: {shown(line)}")
        seen.add(line.id)
        if line.spoken and line.end <= line.start:
            yield _wrong(line.id, f"has no sound: {shown(line)}")


def _pace(lines: tuple[Line, ...], rate: int) -> Iterator[Finding]:
    """Name the sentences whose seconds a letter are far from the book's own."""
    paces = {
        line.id: (line.end - line.start) / rate / letters
        for line in lines
        if (letters := sum(map(str.isalnum, line.spoken))) >= PACED_LETTERS
    }
    if len(paces) < 5:
        return
    usual = median(paces.values())
    for line in lines:
        pace = paces.get(line.id, usual) / usual
        if not PACE[0] <= pace <= PACE[1]:
            yield Finding(
                level="error",
                where=line.id,
                what=f"takes {pace:.1f} times the usual time for its length: {shown(line)}",
                hint="listen to it; `audiobook build` after a change of its wording speaks it anew",
            )


def _story(evidence: Evidence) -> Iterator[Finding]:
    """Plan the story again and compare what would be said with what was said."""
    paths = receipt.story_files(evidence.folder, evidence.receipt)
    try:
        data = b"".join(each.read_bytes() for each in paths)
    except OSError as err:
        yield Finding(
            level="warning",
            where="story",
            what=f"{err.filename} is not there, so the book is checked against itself only",
            hint="put the story back where it was when the book was built",
        )
        return
    if hashlib.sha256(data).hexdigest() != evidence.receipt["story"]["sha256"]:
        yield Finding(
            level="warning",
            where="story",
            what=f"{' or '.join(map(str, paths))} has changed since the book was built",
            hint="`audiobook build` speaks what changed",
        )
        return
    settings = restored(evidence.receipt["settings"], str(paths[0].parent))
    try:
        script = outlined(paths, settings).script
    except AudiobookError as err:
        yield Finding(level="warning", where="story", what=err.message, hint=err.hint)
        return
    written: dict[str, str] = {}
    for step in script.steps:
        if isinstance(step, Utterance):
            written[step.id] = written.get(step.id, "") + step.written
    yield from _compared(written, evidence.lines)
    planned = [step for step in script.steps if isinstance(step, Pause) and step.ms]
    yield from _pauses(planned, evidence)


def _compared(story: dict[str, str], lines: tuple[Line, ...]) -> Iterator[Finding]:
    wanted = list(story.values())
    found = [line.written for line in lines]
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    names = list(story)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            for name in names[a:b]:
                yield _wrong(
                    name, f"is in the story but not in the book here: “{story[name][:SHOWN]}”"
                )
        if tag in ("insert", "replace"):
            for line in lines[c:d]:
                yield _wrong(line.id, f"is in the book but not in the story here: {shown(line)}")


def _pauses(planned: list[Pause], evidence: Evidence) -> Iterator[Finding]:
    kinds = [gap.kind for gap in evidence.gaps]
    if kinds != [pause.kind for pause in planned]:
        yield _wrong(
            "pauses", f"{len(planned)} were planned, {len(kinds)} are there, or in another order"
        )
        return
    for pause, gap in zip(planned, evidence.gaps, strict=True):
        if gap.kind == "scene" and evidence.receipt.get("scene_sound"):
            continue  # it grows with the sound in it
        off = (gap.end - gap.start) - samples(pause.ms, evidence.rate)
        if abs(off) > samples(PAUSE_OFF_MS, evidence.rate):
            place = f"{pause.kind} pause at {gap.start / evidence.rate:.2f} s"
            lasts = (gap.end - gap.start) / evidence.rate
            yield _wrong(place, f"lasts {lasts:.3f} s, {pause.ms / 1000:.3f} s were planned")


def _wrong(where: str, what: str) -> Finding:
    return Finding(level="error", where=where, what=what, hint="build the book again")
