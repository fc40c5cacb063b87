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
from audiobook.cli.options import PATH, one_book_of, settings_for, story_options
from audiobook.errors import SettingsError
from audiobook.files import write_whole
from audiobook.pipeline import cleaned_lines, cleaned_manuscript

MANUSCRIPTS = (".md", ".markdown")


@command
@click.argument("stories", metavar="STORY|-", nargs=-1, required=True)
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
    stories: tuple[str, ...],
    output: Path | None,
    explain: bool,
    as_json: bool,
    one_book: bool,
    **flags: Any,
) -> None:
    """Give back swapped letters; print the cleaned story.

    Text files come back byte for byte where nothing was repaired.  With `-o story/NAME.md` the
    whole book is written as Markdown that you can edit and build: chapters, scene breaks, the
    inferred ones with their reason.
    """
    paths = () if stories == ("-",) else one_book_of(tuple(map(Path, stories)), one_book)
    _refuse_containers(output)
    settings = settings_for(paths[0] if paths else None, flags)
    source = paths or sys.stdin.buffer.read()
    if len(paths) > 1 or (output is not None and output.suffix.lower() in MANUSCRIPTS):
        text, repairs = cleaned_manuscript(source, settings, output)
    else:
        text, repairs = cleaned_lines(source if isinstance(source, bytes) else paths[0], settings)
    if output is not None:
        _keep_edits(output, text)
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


def _refuse_containers(output: Path | None) -> None:
    """Write no text under a name that promises a book of another form, such as NAME.epub."""
    if output is not None and output.suffix.lower() not in ("", ".txt", ".text", *MANUSCRIPTS):
        raise SettingsError(
            f"{output}: `clean` writes text", "name it NAME.md (with the structure) or NAME.txt"
        )


def _keep_edits(output: Path, text: str) -> None:
    """Keep a manuscript that says something else, which may be an hour of someone's edits."""
    if output.suffix.lower() not in MANUSCRIPTS or not output.is_file():
        return
    before = output.read_bytes()
    if before == text.encode(errors="surrogatepass"):
        return
    kept = output.with_name(f"{output.name}.bak")
    number = 1
    while kept.exists() and kept.read_bytes() != before:
        number += 1
        kept = output.with_name(f"{output.name}.bak{number}")
    write_whole(kept, before)
    click.echo(f"note: {output} said something else; that is kept as {kept}", err=True)
