"""`audiobook cache`: where the spoken clips are, how large they are, and how to prune them."""

from __future__ import annotations

import re
import time
from pathlib import Path

import click

from audiobook.cli.commands import command
from audiobook.cli.options import cache_of, cache_option
from audiobook.errors import SettingsError
from audiobook.pipeline import cache_size, clear_cache, prune_cache

UNITS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}


@command
@click.argument(
    "action", metavar="[prune|clear]", required=False, type=click.Choice(["prune", "clear"])
)
@click.option("--older-than", metavar="AGE", help="With prune: 12h, 30d (default), 8w.")
@cache_option
def cache(action: str | None, older_than: str | None, cache: Path | None) -> None:
    """Show where the spoken clips are kept and how large they are; prune or clear them.

    What is pruned is spoken again when a book needs it.
    """
    if older_than is not None and action != "prune":
        raise click.UsageError("--older-than belongs to `cache prune`")
    folder = cache_of(cache)
    if action == "clear":
        _tell("removed", *clear_cache(folder))
    elif action == "prune":
        _tell("removed", *prune_cache(folder, _seconds(older_than or "30d"), time.time()))
    count, size = cache_size(folder)
    click.echo(str(folder))
    _tell("kept", count, size)


def _tell(what: str, count: int, size: int) -> None:
    click.echo(f"{what}: {count} files, {size / 1e6:.1f} MB")


def _seconds(age: str) -> int:
    match = re.fullmatch(r"(\d+)([mhdw])", age)
    if match is None:
        raise SettingsError(
            f"--older-than: expected an age like 30d, found {age!r}", "12h, 30d or 8w"
        )
    return int(match[1]) * UNITS[match[2]]
