"""`audiobook doctor`: what this machine has and lacks, each with its remedy."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from audiobook.checking import doctor as examine
from audiobook.cli.commands import command
from audiobook.cli.options import cache_of, cache_option
from audiobook.errors import AudiobookError
from audiobook.model import Finding

MARKS = {"error": ("✗", "red"), "warning": ("!", "yellow"), "note": ("·", "green")}


@command
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
@cache_option
def doctor(as_json: bool, cache: Path | None) -> None:
    """Tell what this machine has and lacks, each with its remedy."""
    findings = examine(cache_of(cache))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print_finding(finding)
    if any(finding.level == "error" for finding in findings):
        sys.exit(AudiobookError.exit_code)


def print_finding(finding: Finding) -> None:
    """Print one finding: a mark, where, what, and what to do."""
    mark, colour = MARKS[finding.level]
    click.echo(f"{click.style(mark, fg=colour)} {finding.where}: {finding.what}")
    if finding.hint:
        click.echo(f"    {finding.hint}")
