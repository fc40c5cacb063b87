"""A progress bar with the time left, on stderr; plain lines where that is no terminal."""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING

from audiobook.pipeline import BuildEvent, Failed, Retried, Spoken, Stage, Started

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


def counted_sentences(count: int) -> str:
    """Count sentences in words.

    >>> counted_sentences(1), counted_sentences(0)
    ('1 sentence', '0 sentences')
    """
    return "1 sentence" if count == 1 else f"{count} sentences"


class Progress:
    """Shows a build's events.  rich is imported only when there is something to speak."""

    def __init__(self, name: str, *, quiet: bool) -> None:
        self._name = name
        self._shown = not quiet and sys.stderr.isatty()
        self._quiet = quiet
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, event: BuildEvent) -> None:
        """Take one event of a build."""
        if isinstance(event, Started) and event.missing:
            self._start(event)
        elif isinstance(event, Spoken):
            self._advance(event.characters)
        elif isinstance(event, Failed):
            self._advance(event.characters)
            self._say(f"{event.id}: {event.why}")
        elif isinstance(event, Retried):
            self._say(f"{event.id}: {event.why}; trying once more")
        elif isinstance(event, Stage) and event.total:
            self._stage(event)

    def _start(self, event: Started) -> None:
        self._show(f"speaking {counted_sentences(event.missing)}", event.characters)

    def _stage(self, event: Stage) -> None:
        if event.done <= 1 or self._task is None:
            self._show(event.name, event.total)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=event.done)

    def _show(self, what: str, total: int) -> None:
        """Begin a bar, in the place of the one before."""
        if not self._shown:
            return
        if self._bar is not None:
            self._bar.stop()
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        self._task = self._bar.add_task(f"{self._name}: {what}", total=total)

    def _advance(self, characters: int) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, characters)

    def _say(self, line: str) -> None:
        if self._quiet:
            return
        if self._bar is not None:
            self._bar.console.print(line, markup=False, highlight=False)
        else:
            sys.stderr.write(line + "\n")
