"""The flags that several commands share, and the settings made of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from audiobook import settings as choices
from audiobook.errors import SettingsError, StoryError
from audiobook.files import near
from audiobook.pipeline.places import cache_folder, user_settings_file

Function = TypeVar("Function", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)


def story_options(function: Function) -> Function:
    """Add the flags that decide how a story is read."""
    for option in reversed(
        (
            click.option("--scenes", metavar="MODE", help="auto (default), more, marked or off."),
            click.option("--notes", is_flag=True, default=None, help="Speak footnotes too."),
            click.option("--title", help="The book's title."),
            click.option("--author", help="The book's author."),
            click.option("--narrator", help="The narrator named in the files' tags."),
            click.option("--language", help="The book's language, as in en or de."),
            click.option("--cover", metavar="FILE", help="A JPEG or PNG."),
            click.option("--chapters", metavar="1-3,5", help="Only these, as `outline` counts."),
            click.option("--one-book", is_flag=True, help="The files are one book, in order."),
        )
    ):
        function = option(function)
    return function


def voice_options(function: Function) -> Function:
    """Add the flags that decide who speaks and how."""
    for option in reversed(
        (
            click.option("-e", "--engine", metavar="NAME", help="pyttsx3 (default), hibari, …"),
            click.option("-v", "--voice", metavar="NAME|FILE", help="As `audiobook voices` lists."),
            click.option("-r", "--rate", type=float, metavar="RATIO", help="1.0 is normal speed."),
            click.option(
                "--pause",
                "pauses",
                multiple=True,
                metavar="KIND=SECONDS",
                help="part, sentence, paragraph, scene, inferred, title, chapter, head, tail.",
            ),
        )
    ):
        function = option(function)
    return function


def cache_option(function: Function) -> Function:
    """Add the flag that names the store of clips."""
    return click.option("--cache", type=PATH, metavar="DIR", help="Where spoken clips are kept.")(
        function
    )


def settings_for(story: Path | None, flags: dict[str, Any]) -> choices.Settings:
    """Lay the flags over the story's settings file over the user's."""
    return choices.load(story, _tables(flags), user_settings_file())


def _tables(flags: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Put each flag that was given where the settings file would have it."""
    places = {
        "book": ("title", "author", "narrator", "language"),
        "build": ("scenes", "notes", "chapters", "preset"),
        "voice": ("engine", "rate"),
    }
    tables: dict[str, dict[str, Any]] = {
        table: {key: flags[key] for key in keys if flags.get(key) is not None}
        for table, keys in places.items()
    }
    if flags.get("voice") is not None:
        tables["voice"]["name"] = flags["voice"]
    if flags.get("cover") is not None:
        tables["book"]["cover"] = str(Path(flags["cover"]).absolute())
    if flags.get("to") is not None:
        tables["build"]["to"] = tuple(
            part.strip() for part in flags["to"].split(",") if part.strip()
        )
    tables["pauses"] = dict(_pause(text) for text in flags.get("pauses") or ())
    return {name: table for name, table in tables.items() if table}


def _pause(text: str) -> tuple[str, float]:
    kind, _, seconds = text.partition("=")
    try:
        return kind.strip(), float(seconds)
    except ValueError as err:
        raise SettingsError(
            f"--pause: expected KIND=SECONDS, found {text!r}", "for example --pause scene=3"
        ) from err


def books(stories: tuple[Path, ...], one_book: bool) -> tuple[tuple[Path, ...], ...]:
    """Group the story files into books, and refuse two books of one name.

    Raises StoryError for a file that is not there, before anything is built.
    """
    for path in stories:
        if str(path) == "-" and not path.exists():
            raise StoryError(
                "standard input has no name, and a book needs one",
                "save it first: `audiobook clean - -o story/NAME.md`, then name that file",
            )
        if not path.exists():
            raise StoryError("no such file", near(path), path=path)
        if path.is_dir():
            raise StoryError(
                "this is a folder, a story file was expected",
                "name the files in it; with --one-book they are one book",
                path=path,
            )
    if one_book:
        return (stories,)
    stems: dict[str, Path] = {}
    for path in stories:
        if path.stem in stems:
            raise SettingsError(
                f"{stems[path.stem]} and {path} would both be built into {path.stem}/",
                "build them one by one with different --output folders",
            )
        stems[path.stem] = path
    return tuple((path,) for path in stories)


def one_book_of(stories: tuple[Path, ...], one_book: bool) -> tuple[Path, ...]:
    """Take the files of the one book that a command works on.

    Raises StoryError as `books` does, and click's UsageError for several books.
    """
    if len(stories) > 1 and not one_book:
        raise click.UsageError("one story at a time; --one-book makes one book of several files")
    return books(stories, one_book)[0]


def cache_of(chosen: Path | None) -> Path:
    """Find the store: the flag, then AUDIOBOOK_CACHE, then the platform's cache folder."""
    return cache_folder(os.environ, chosen)
