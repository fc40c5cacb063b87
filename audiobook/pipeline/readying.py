"""Make a book ready: its plan, its voices and its script, before a word is spoken.

Story files and settings come in; a `Ready` goes out that knows every sentence
and the key of its clip, so that a build, an estimate and `--locked` agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook import publishing, speaking
from audiobook.errors import StoryError
from audiobook.model import Script, Utterance
from audiobook.pipeline.company import Hired, hire
from audiobook.pipeline.planning import Plan, plan
from audiobook.scripting import script as write_script
from audiobook.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A book with its voices and its script."""

    plan: Plan
    hired: Hired
    script: Script

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """Everything that is said, in order."""
        return tuple(step for step in self.script.steps if isinstance(step, Utterance))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a listener should know."""
        return (*self.plan.notes, *self.hired.notes)

    def keys(self) -> tuple[str, ...]:
        """The clip of each utterance; "" where nothing is said."""
        prints = self.hired.fingerprints
        return tuple(
            speaking.clip_key(u, prints[u.voice], self.hired.rate) if u.spoken else ""
            for u in self.utterances
        )


def make_ready(stories: Sequence[Path], settings: Settings) -> Ready:
    """Plan a book, hire its voices and write its script.

    Raises SettingsError for an unknown format and StoryError where nothing can be said.
    """
    for name in settings.to:
        if name != "all":
            publishing.writer(name)
    planned = plan(stories, settings)
    hired = hire(planned.book, settings)
    script = write_script(planned.book, settings, hired.company)
    if not any(isinstance(step, Utterance) and step.spoken for step in script.steps):
        raise StoryError(
            "there is nothing to say in it",
            "`audiobook outline` shows what was read and what was left out",
            path=stories[0],
        )
    return Ready(plan=planned, hired=hired, script=script)
