"""Say whose each quotation is, by tags, by paragraph and by strict exchange, or nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from audiobook.scripting.naming import canonical
from audiobook.scripting.quotations import Quotation
from audiobook.scripting.tagging import Tag, tag_after, tag_before

# The texts of a scene, what is quoted in each, and who was set by hand for each ("" for nobody).
SceneTexts: TypeAlias = tuple[tuple[str, ...], tuple[tuple[Quotation, ...], ...], tuple[str, ...]]
# So many turns without a tag are trusted to two speakers.
_LONGEST_RUN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A quotation and its speaker."""

    quotation: Quotation
    speaker: str = ""  # "" where it is not certain
    reason: str = ""  # tag, paragraph, exchange, hand
    tags: tuple[str, ...] = ()  # the name as the tag has it


@dataclass(slots=True, kw_only=True)
class _Turn:
    """One paragraph of an exchange."""

    lines: list[Line]
    speaker: str  # "" where no tag says
    is_open: bool  # quoted speech and no tag at all: another's turn, or the same one's
    text: str


def attributed(scenes: Sequence[SceneTexts]) -> tuple[tuple[tuple[Line, ...], ...], ...]:
    """Find the lines of every paragraph of every scene."""
    tagged = [_tagged(*scene) for scene in scenes]
    names = canonical(
        tag for scene in tagged for turn in scene for line in turn.lines for tag in line.tags
    )
    for scene in tagged:
        for turn in scene:
            turn.speaker = names.get(turn.speaker, turn.speaker)
            turn.lines = [
                replace(line, speaker=names.get(line.speaker, line.speaker)) for line in turn.lines
            ]
        _exchange(scene, frozenset(names))
    return tuple(tuple(tuple(turn.lines) for turn in scene) for scene in tagged)


def _tagged(
    texts: tuple[str, ...], found: tuple[tuple[Quotation, ...], ...], hands: tuple[str, ...]
) -> list[_Turn]:
    turns: list[_Turn] = []
    for text, quoted, hand in zip(texts, found, hands, strict=True):
        turn = _turn(text, tuple(one for one in quoted if one.speech), hand)
        if turn.lines and turn.lines[0].quotation.continues and turns:
            _go_on(turn, turns[-1])
        turns.append(turn)
    return turns


def _turn(text: str, quoted: tuple[Quotation, ...], hand: str) -> _Turn:
    if hand:
        lines = [Line(quotation=one, speaker=hand, reason="hand") for one in quoted]
        return _Turn(lines=lines, speaker=hand, is_open=False, text=text)
    tags = list(_tags(text, quoted))
    named = {tag.name for tag in tags if tag and tag.name}
    others = any(tag and not tag.name and not tag.pronoun for tag in tags)
    speaker = named.pop() if len(named) == 1 and not others else ""
    lines = [_line(one, tag, speaker) for one, tag in zip(quoted, tags, strict=True)]
    is_open = bool(quoted) and not any(tags) and _mostly_speech(text, quoted)
    return _Turn(lines=lines, speaker=speaker, is_open=is_open, text=text)


def _line(quotation: Quotation, tag: Tag | None, speaker: str) -> Line:
    if tag and tag.name:
        return Line(quotation=quotation, speaker=tag.name, reason="tag", tags=(tag.name,))
    if speaker:
        return Line(quotation=quotation, speaker=speaker, reason="paragraph")
    return Line(quotation=quotation)


def _tags(text: str, quoted: tuple[Quotation, ...]) -> Iterator[Tag | None]:
    """Read the tag of each quotation: what follows it, else what goes before it."""
    used = 0  # a tag after one quotation is not the tag before the next
    for number, one in enumerate(quoted):
        following = quoted[number + 1].start if number + 1 < len(quoted) else len(text)
        after = tag_after(text[one.end : following])
        before = None if after else tag_before(text[used : one.start])
        used = following if after else one.end
        yield after or before


def _mostly_speech(text: str, quoted: tuple[Quotation, ...]) -> bool:
    """Say whether the paragraph opens with speech, with no more than a short aside beside it."""
    outside = len(text) - sum(one.end - one.start for one in quoted)
    return not text[: quoted[0].start].strip() and outside <= 80


def _go_on(turn: _Turn, before: _Turn) -> None:
    """A speech that runs on has the speaker of the paragraph before."""
    last = before.lines[-1] if before.lines else None
    if last and last.speaker and not turn.speaker:
        turn.lines = [replace(one, speaker=last.speaker, reason="paragraph") for one in turn.lines]
    turn.speaker = turn.speaker or before.speaker
    turn.is_open = turn.is_open and not turn.speaker


def _exchange(turns: list[_Turn], names: frozenset[str]) -> None:
    """Give the turns after two tagged speakers to each in turn, while nothing speaks against it."""
    place = 1
    while place < len(turns):
        pair = turns[place - 1].speaker, turns[place].speaker
        place += 1
        if not all(pair) or pair[0] == pair[1]:
            continue
        run = _run(turns, place)
        if run and _holds(turns, place, run, pair, names):
            for number in range(run):
                turn, speaker = turns[place + number], pair[number % 2]
                turn.speaker = speaker
                turn.lines = [
                    replace(line, speaker=speaker, reason="exchange") for line in turn.lines
                ]
        place += run


def _run(turns: list[_Turn], place: int) -> int:
    run = 0
    while place + run < len(turns) and turns[place + run].is_open:
        run += 1
    return run


def _holds(
    turns: list[_Turn], place: int, run: int, pair: tuple[str, str], names: frozenset[str]
) -> bool:
    """Check a run of turns: its length, the tag that ends it, whom its speakers address or name."""
    if run > _LONGEST_RUN:
        return False
    after = turns[place + run].speaker if place + run < len(turns) else ""
    if after and after in pair and after != pair[run % 2]:
        return False
    return not any(
        _addresses(turns[place + number].text, pair[number % 2])
        or _names_another(turns[place + number], pair[number % 2], names)
        for number in range(run)
    )


def _names_another(turn: _Turn, name: str, names: frozenset[str]) -> bool:
    """Say whether the words beside the speech are of somebody else: “Look!” Mark’s face fell."""
    beside, at = "", 0
    for line in turn.lines:
        beside += turn.text[at : line.quotation.start] + " "
        at = line.quotation.end
    words = set(re.findall(r"[^\W\d_]+", beside + turn.text[at:]))
    return any(other.split()[-1] in words for other in names if other != name)


def _addresses(text: str, name: str) -> bool:
    """Say whether the words speak to this person, who then is not the one speaking."""
    own = re.escape(name.split()[-1])
    return re.search(rf"(?:, |“|‘|\")(?:[A-Z]\w+\.? )?{own}(?=[,.!?”’])", text) is not None
