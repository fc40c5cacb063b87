"""`audiobook check`: is the built book whole, and is every word to be heard?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from audiobook.checking import Whisper, failed, listened, respeak
from audiobook.checking import acx as acx_rows
from audiobook.checking import check as examine
from audiobook.cli.commands import command, is_quiet
from audiobook.cli.doctor import print_finding
from audiobook.cli.options import PATH, cache_of, cache_option
from audiobook.errors import CheckFailed
from audiobook.model import Finding

SHOWN = 20  # findings on a terminal


@command
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--listen", is_flag=True, help="Transcribe it and compare with the text.")
@click.option("--respeak", "mend", is_flag=True, help="With --listen: speak suspects again.")
@click.option("--model", type=PATH, metavar="DIR", help="A Whisper model for --listen.")
@click.option("--acx", is_flag=True, help="Each file against ACX's limits.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list of findings.")
@cache_option
def check(
    folder: Path,
    listen: bool,
    mend: bool,
    model: Path | None,
    acx: bool,
    as_json: bool,
    cache: Path | None,
) -> None:
    """Prove that every sentence of the story is in the built files, once, in order, in its place.

    Exit code 15 tells that something was found.
    """
    findings = list(examine(folder, cache=cache_of(cache)))
    if listen or mend:
        findings.extend(_listen(folder, model, cache_of(cache) if mend else None, as_json))
    if acx:
        findings.extend(_acx(folder, as_json))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    elif not is_quiet():
        for finding in findings[:SHOWN]:
            print_finding(finding)
        if len(findings) > SHOWN:
            click.echo(f"and {len(findings) - SHOWN} more; --json lists them all")
    wrong = tuple(finding for finding in findings if finding.level == "error")
    if wrong:
        counted = "1 fault" if len(wrong) == 1 else f"{len(wrong)} faults"
        raise CheckFailed(f"{folder}: {counted} found", findings=wrong)
    if not as_json and not is_quiet():
        click.echo(f"{folder}: whole")


def _listen(
    folder: Path, model: Path | None, mend_in: Path | None, as_json: bool
) -> Iterator[Finding]:
    recogniser = Whisper(model)
    chapters = []
    for chapter in listened(folder, recogniser):
        chapters.append(chapter)
        if not is_quiet():
            click.echo(
                f"{chapter.chapter}: {chapter.error_rate:.1%} of {chapter.words} words wrong, "
                f"longest run unheard {chapter.longest_run}",
                err=as_json,
            )
        yield from chapter.findings()
    if mend_in is not None:
        for mended in respeak(folder, chapters, mend_in, recogniser):
            told = (
                "a better take is kept: build again"
                if mended.after < mended.before
                else "no take is better"
            )
            click.echo(
                f"{mended.id}: {mended.before} words not heard, now {mended.after}; {told}",
                err=True,
            )


def _acx(folder: Path, as_json: bool) -> Iterator[Finding]:
    rows = acx_rows(folder)
    if not is_quiet():
        for row in rows:
            mark = click.style("pass", fg="green") if row.passed else click.style("FAIL", fg="red")
            click.echo(
                f"{mark}  {row.file}: {row.limit} {row.found} (wanted: {row.wanted})", err=as_json
            )
    yield from failed(rows)
