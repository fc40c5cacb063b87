"""`audiobook check`: is the built book whole?"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from audiobook.checking import check as examine
from audiobook.cli.commands import command, is_quiet
from audiobook.cli.doctor import print_finding
from audiobook.cli.options import PATH, cache_of, cache_option
from audiobook.errors import CheckFailed


@command
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="One JSON list of findings.")
@cache_option
def check(folder: Path, as_json: bool, cache: Path | None) -> None:
    """Prove that every sentence of the story is in the built files, once, in order, in its place.

    Exit code 15 tells that something was found.
    """
    findings = examine(folder, cache=cache_of(cache))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    elif not is_quiet():
        for finding in findings:
            print_finding(finding)
    wrong = tuple(finding for finding in findings if finding.level == "error")
    if wrong:
        raise CheckFailed(f"{folder}: {len(wrong)} findings", findings=wrong)
    if not as_json and not is_quiet():
        click.echo(f"{folder}: whole")
