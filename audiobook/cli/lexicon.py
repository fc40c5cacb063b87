"""`audiobook lexicon suggest`: the words worth hearing before a book is built."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from audiobook.cli.commands import command
from audiobook.cli.options import PATH, one_book_of, settings_for, story_options
from audiobook.pipeline import suggestions


@command
@click.argument("action", metavar="suggest", type=click.Choice(["suggest"]))
@click.argument("stories", metavar="STORY", type=PATH, nargs=-1, required=True)
@click.option(
    "--most", type=click.IntRange(min=0), default=40, metavar="N", help="How many (40); 0 for all."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
@story_options
def lexicon(
    action: str,
    stories: tuple[Path, ...],
    most: int,
    one_book: bool,
    as_json: bool,
    **flags: Any,
) -> None:
    """List names and rare words worth hearing, the most frequent first.

    Hear one with `audiobook say WORD --play`; write how it sounds into [lexicon] of NAME.toml,
    and the next build speaks just the sentences that hold it again.
    """
    stories = one_book_of(stories, one_book)
    found = suggestions(stories, settings_for(stories[0], flags))
    shown = found[:most] if most else found
    if as_json:
        click.echo(json.dumps([asdict(each) for each in shown], ensure_ascii=False))
        return
    for each in shown:
        click.echo(
            f"{each.count:5}  {click.style(each.word, bold=True):24} {each.reason}: {each.example}"
        )
    if len(found) > len(shown):
        click.echo(f"and {len(found) - len(shown)} more: --most 0 lists all")
