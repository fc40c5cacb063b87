"""`audiobook serve`: proof-listening in the browser, on this machine only."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from audiobook import cores
from audiobook.cli.commands import command
from audiobook.cli.options import PATH, cache_of, cache_option


@command
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="A free one by default.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@cache_option
def serve(folder: Path, port: int, show: bool, cache: Path | None) -> None:
    """Listen to the book in DIR, correct what is wrong, hear it at once, and rebuild.

    The page is the read-along player; E corrects the sentence that is lit.
    """
    from audiobook.serving import Desk, Server

    desk = Desk(folder, cache=cache_of(cache), jobs=cores.count())
    server = Server(desk, token=secrets.token_urlsafe(18), port=port)
    click.echo(server.address)
    click.echo("for this machine only; Ctrl-C ends it", err=True)
    if show:
        click.launch(server.address)
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("ended", err=True)
