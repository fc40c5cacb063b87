"""What a story's words and speakers are, for a person who prepares its voices.

Story files come in; characters, and words worth hearing, go out.  The story's
settings file is the only thing written, and only by adding comments to it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from audiobook.pipeline.planning import plan, with_lexicon_file
from audiobook.scripting.casting import Character, characters
from audiobook.scripting.suggest import Suggestion, suggest
from audiobook.settings import Settings
from audiobook.settings.writing import add_comments
from audiobook.wording import Lexicon

BARE_KEY = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def speakers(stories: Sequence[Path], settings: Settings) -> tuple[Character, ...]:
    """Find who speaks in a story, whatever cast its settings name already."""
    return characters(plan(stories, replace(settings, cast=())).book)


def write_cast(path: Path, found: Sequence[Character]) -> int:
    """Add each character to `[cast]` as a comment to be taken up; says how many were new."""
    lines = [_line(each) for each in found]
    return len(add_comments(path, "cast", ["dialogue = { pitch = 1 }  # all others", *lines]))


def suggestions(stories: Sequence[Path], settings: Settings) -> tuple[Suggestion, ...]:
    """List the names and rare words of a story that its lexicon does not hold yet."""
    settings = with_lexicon_file(stories[0], settings)
    return suggest(plan(stories, settings).book, Lexicon(entries=settings.lexicon))


def _line(each: Character) -> str:
    key = each.name if set(each.name) <= BARE_KEY else json.dumps(each.name, ensure_ascii=False)
    told = f"{each.counted}, {each.certain} by a tag, sure {each.confidence:.2f}"
    example = " ".join(each.examples[0].split()) if each.examples else ""
    return f'{key} = {{ voice = "" }}  # {told}: {example}'
