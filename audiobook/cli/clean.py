"""`audiobook clean`: the story with its letters given back, and the account of it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from audiobook.cli.commands import command, is_quiet
from audiobook.cli.explaining import explain_repairs, summary
from audiobook.cli.options import PATH, books, settings_for, story_options
from audiobook.files import write_whole
from audiobook.pipeline import cleaned_lines, cleaned_manuscript


@command
@click.argument("story", metavar="STORY|-")
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    help="NAME.md keeps the structure, NAME.txt the lines.",
)
@click.option("--explain", is_flag=True, help="What was changed and why, in place of the text.")
@click.option("--json", "as_json", is_flag=True, help="The account as one JSON object.")
@story_options
def clean(
    story: str, output: Path | None, explain: bool, as_json: bool, one_book: bool, **flags: Any
) -> None:
    """Give back swapped letters; print the cleaned story.

    Text files come back byte for byte where nothing was repaired.  With `-o story/NAME.md` the
    whole book is written as Markdown that you can edit and build: chapters, scene breaks, the
    inferred ones with their reason.
    """
    path = None if story == "-" else Path(story)
    if path is not None:
        books((path,), one_book)
    settings = settings_for(path, flags)
    if path is None:
        text, repairs = cleaned_lines(sys.stdin.buffer.read(), settings)
    elif output is not None and output.suffix.lower() in (".md", ".markdown"):
        text, repairs = cleaned_manuscript(path, settings, output)
    else:
        text, repairs = cleaned_lines(path, settings)
    if output is not None:
        write_whole(output, text)
    if as_json:
        click.echo(json.dumps(asdict(repairs), ensure_ascii=False))
    elif explain:
        explain_repairs(repairs)
    elif output is None:
        sys.stdout.buffer.write(text.encode(errors="surrogatepass"))
        sys.stdout.buffer.flush()
    if output is not None and not is_quiet():
        click.echo(f"{output}: {summary(repairs)}", err=True)
