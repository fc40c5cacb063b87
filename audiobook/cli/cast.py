"""`audiobook cast`: the speakers of a story, written beside it to be given voices."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from audiobook.cli.commands import command, is_quiet
from audiobook.cli.options import PATH, one_book_of, settings_for, story_options
from audiobook.pipeline import Character, speakers, write_cast


@command
@click.argument("stories", metavar="STORY", type=PATH, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON list; writes nothing.")
@story_options
def cast(stories: tuple[Path, ...], one_book: bool, as_json: bool, **flags: Any) -> None:
    """Find who speaks, and write the cast to NAME.toml beside the story, to be edited.

    Each character stands there as a comment with counts and an example: take the # away and
    give a voice, a pitch or a rate.  Quotations whose speaker is not certain go to `dialogue`,
    or stay with the narrator.
    """
    stories = one_book_of(stories, one_book)
    found = speakers(stories, settings_for(stories[0], flags))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        click.echo(_line(each))
    if not found:
        click.echo("no speaker is named by a tag such as “said Anna”")
        return
    path = stories[0].with_suffix(".toml")
    added = write_cast(path, found)
    if not is_quiet():
        told = f"{added} written to [cast], as comments to be taken up"
        click.echo(f"{path}: {told if added else 'nothing new for [cast]'}", err=True)


def _line(each: Character) -> str:
    name = click.style(each.name, bold=True)
    aliases = f" (also {', '.join(each.aliases)})" if each.aliases else ""
    counted = f"{each.counted}, {each.certain} by a tag of their own"
    example = f"  {each.examples[0]}" if each.examples else ""
    return f"{name}{aliases}: {counted}, confidence {each.confidence:.2f}{example}"
