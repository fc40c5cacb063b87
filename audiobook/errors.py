"""Every failure that a user can cause or cure.

    AudiobookError(message, hint)     exit 10
    |- StoryError(path, line)              11   the story cannot be read or understood
    |- SettingsError(key)                  12
    |- EngineError(engine, where)          13
    |  `- EngineMissing                         the hint is the line that installs it
    |- SoundError(command, stderr)         14   ffmpeg or a sound file failed
    `- CheckFailed(findings)               15   `check` found something

A message says where, what was expected and what was found; the hint says what to do.
"""

from __future__ import annotations

from pathlib import Path

from audiobook.model import Finding

LONGEST = 1500  # characters of a message
INTERRUPTED = 130  # exit code after Ctrl-C: 128 and the number of SIGINT, as shells have it
STOPPED = (
    "stopped: every sentence spoken so far is kept; run the same command again to go on from here"
)


class AudiobookError(Exception):
    """Any failure that has a message and a remedy for the user."""

    exit_code = 10

    def __init__(self, message: str, hint: str = "") -> None:
        # What a stranger's file is called, or says, can be long enough to fill a screen.
        self.message = message if len(message) <= LONGEST else message[:LONGEST] + "…"
        super().__init__(self.message)
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with extra arguments do not survive a process pool without this.
        return (_rebuild, (type(self), self.args, self.__dict__.copy()))


def _rebuild(
    kind: type[AudiobookError], args: tuple[object, ...], state: dict[str, object]
) -> AudiobookError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class StoryError(AudiobookError):
    """The story cannot be read or understood."""

    exit_code = 11

    def __init__(
        self, message: str, hint: str = "", *, path: Path | str = "", line: int = 0
    ) -> None:
        place = f"{path}:{line}: " if line else f"{path}: " if path else ""
        super().__init__(place + message, hint)
        self.path = str(path)
        self.line = line


class SettingsError(AudiobookError):
    """A flag or a settings file says something that cannot be."""

    exit_code = 12

    def __init__(self, message: str, hint: str = "", *, key: str = "") -> None:
        super().__init__(message, hint)
        self.key = key


class EngineError(AudiobookError):
    """An engine could not say something."""

    exit_code = 13

    def __init__(self, message: str, hint: str = "", *, engine: str = "", where: str = "") -> None:
        super().__init__(message, hint)
        self.engine = engine
        self.where = where


class EngineMissing(EngineError):  # noqa: N818 - the design names it so
    """An engine, or something that it needs, is not installed."""


class SoundError(AudiobookError):
    """A sound could not be read, joined or encoded."""

    exit_code = 14

    def __init__(
        self, message: str, hint: str = "", *, command: tuple[str, ...] = (), stderr: str = ""
    ) -> None:
        super().__init__(message, hint)
        self.command = command
        self.stderr = stderr


class CheckFailed(AudiobookError):  # noqa: N818 - the design names it so
    """A check found something."""

    exit_code = 15

    def __init__(self, message: str, hint: str = "", *, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message, hint)
        self.findings = findings
