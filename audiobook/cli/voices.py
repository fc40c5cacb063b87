"""`audiobook voices`: who can speak here, and who could."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from audiobook.cli.commands import command
from audiobook.pipeline import EngineEntry, engine_entries


@command
@click.option("-e", "--engine", metavar="NAME", help="Only this engine.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
def voices(engine: str | None, as_json: bool) -> None:
    """List the installed engines and their voices, and the line that installs each other one."""
    entries = engine_entries(engine)
    if as_json:
        click.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False))
        return
    for entry in entries:
        _print(entry, whole=engine is not None)


def _print(entry: EngineEntry, *, whole: bool) -> None:
    name = click.style(entry.engine, bold=True)
    if not entry.installed:
        click.echo(f"{name}  not installed: {entry.install}")
        return
    facts = (entry.version, f"{entry.rate} Hz" if entry.rate else "", entry.licence)
    click.echo("  ".join((name, *filter(None, facts))))
    shown = entry.voices if whole else entry.voices[:6]
    for voice in shown:
        click.echo(f"  {voice.name:32} {voice.language}")
    if len(entry.voices) > len(shown):
        click.echo(
            f"  and {len(entry.voices) - len(shown)} more: audiobook voices -e {entry.engine}"
        )
    if not entry.voices:
        click.echo(
            "  no voice yet: give a voice file with --voice, or name its folder in AUDIOBOOK_VOICES"
        )
