"""`audiobook build`: a story, or several, spoken into `output/NAME/`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from audiobook import cores
from audiobook.cli.commands import command, is_quiet, report, tell_notes
from audiobook.cli.options import (
    PATH,
    books,
    cache_of,
    cache_option,
    settings_for,
    story_options,
    voice_options,
)
from audiobook.cli.progress import Progress, counted_sentences
from audiobook.clock import spoken_length
from audiobook.errors import AudiobookError, SettingsError
from audiobook.pipeline import Builder, Built, Estimate, is_installed
from audiobook.settings import Settings

CHECKOUT_S = 60  # files of one checkout differ by less
FORMATS = "m4b (default), mp3, opus, flac, wav, srt, vtt, lrc, epub, player; comma-separated; all."


@command
@click.argument("stories", metavar="STORY...", nargs=-1, required=True, type=PATH)
@click.option(
    "-o", "--output", default="output", type=PATH, metavar="DIR", help="output, made if missing."
)
@voice_options
@click.option("-t", "--to", metavar="LIST", help=FORMATS)
@click.option("--preset", metavar="NAME", help="acx: one mp3 a chapter, within ACX limits.")
@story_options
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Workers: the cores.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Speak on a Dask cluster.")
@cache_option
@click.option("--locked", is_flag=True, help="Refuse if the sound would differ from book.json.")
@click.option("--dry-run", is_flag=True, help="What would be spoken, how long; speaks nothing.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON, on the last line.")
def build(
    stories: tuple[Path, ...],
    output: Path,
    jobs: int | None,
    cluster: str,
    cache: Path | None,
    one_book: bool,
    locked: bool,
    dry_run: bool,
    as_json: bool,
    **flags: Any,
) -> None:
    """Speak a story, or several, into output/NAME/.

    Only what changed since the last build is spoken again; nothing spoken is ever lost, so a
    build that was stopped goes on from there.
    """
    results: list[dict[str, Any]] = []
    failures: list[AudiobookError] = []
    groups = books(stories, one_book)
    with Builder(cache=cache_of(cache), jobs=jobs or cores.count(), cluster=cluster) as builder:
        for group in groups:
            try:
                settings = _settings(group[0], flags)
                if dry_run:
                    results.append(_tell_estimate(builder.estimate(group, settings), as_json))
                else:
                    results.append(_tell(_built(builder, group, output, settings, locked), as_json))
            except AudiobookError as err:
                if len(groups) == 1:
                    raise
                failures.append(err)
                report(err)
        if not dry_run:
            _tell_store(builder)
    if as_json:
        _print_json(results, len(groups))
    _end(failures, len(groups), "could be built" if dry_run else "built")


def _built(
    builder: Builder, group: tuple[Path, ...], output: Path, settings: Settings, locked: bool
) -> Built:
    with Progress(group[0].stem, quiet=is_quiet()) as progress:
        return builder.build(group, output, settings, on_event=progress.show, locked=locked)


def _settings(story: Path, flags: dict[str, Any]) -> Settings:
    settings = settings_for(story, flags)
    _refuse_two_lists(flags, settings)
    _tell_newer_manuscript(story)
    return settings


def _print_json(results: list[dict[str, Any]], asked: int) -> None:
    """Print one object for the one book asked for, a list for several."""
    whole = results[0] if asked == 1 and results else results
    click.echo(json.dumps(whole, ensure_ascii=False))


def _end(failures: list[AudiobookError], asked: int, done: str) -> None:
    """Where some books failed, say how many went well; leave with the first one's exit code."""
    if failures:
        click.echo(f"{asked - len(failures)} of {asked} books {done}", err=True)
        sys.exit(failures[0].exit_code)


def _refuse_two_lists(flags: dict[str, Any], settings: Settings) -> None:
    """A preset says itself which files it wants; others asked for would be left out in silence."""
    if flags["to"] is not None and settings.preset:
        raise SettingsError(
            f"--to {flags['to']}: the preset {settings.preset} decides which files are written",
            'leave --to out, or give --preset ""',
        )


def _tell_newer_manuscript(story: Path) -> None:
    """What is built is the file that was named, even where its edited form lies beside it."""
    edited = story.with_suffix(".md")
    if is_quiet() or edited == story or not edited.is_file():
        return
    if edited.stat().st_mtime > story.stat().st_mtime + CHECKOUT_S:
        click.echo(f"note: {edited} is newer than {story}, which is what is built", err=True)


def _tell(built: Built, as_json: bool) -> dict[str, Any]:
    """Say what was built; with --json to stderr, so that stdout holds the object alone."""
    if not is_quiet():
        _tell_all(built, as_json)
    elif not as_json:
        for path in built.files:
            click.echo(str(built.folder / path))
    return built.as_dict()


def _tell_all(built: Built, as_json: bool) -> None:
    tell_notes(built.notes)
    length = spoken_length(round(built.seconds * 1000))
    done = "unchanged" if built.unchanged else f"built in {built.wall_s:.1f} s"
    click.echo(
        f"{built.folder}: {', '.join(built.files)}\n"
        f"{length} of audio, {built.spoken} spoken, {built.reused} reused, {done}",
        err=as_json,
    )
    is_english = built.language.lower().startswith("en")  # as the natural voice is
    if is_english and built.engine == "pyttsx3" and sys.platform.startswith("linux"):
        click.echo(_natural_voice(), err=True)


def _natural_voice() -> str:
    if is_installed("hibari"):
        return "a natural voice is at hand: build with --engine hibari"
    return 'a natural voice is one install away: pip install "audiobook[natural]"'


def _tell_estimate(estimate: Estimate, as_json: bool) -> dict[str, Any]:
    tell_notes(estimate.notes)
    if not as_json:
        click.echo(
            f"{estimate.story}: {counted_sentences(estimate.to_speak)} to speak, "
            f"{estimate.reused} in the store; "
            f"about {spoken_length(estimate.audio_ms)} of audio, "
            f"{_building_time(estimate)} to build"
        )
    return estimate.as_dict()


def _building_time(estimate: Estimate) -> str:
    if estimate.build_ms is None:
        return "an unknown time (this engine has not spoken here yet)"
    return f"about {spoken_length(estimate.build_ms)}"


def _tell_store(builder: Builder) -> None:
    size = 0 if is_quiet() else builder.store_size()
    if size > 10_000_000_000:
        click.echo(
            f"the clips take {size / 1e9:.0f} GB: `audiobook cache prune` frees some", err=True
        )
