"""The door: parse, call the API, print.  The only room that imports click or prints.

One file a command, found by name and imported only when asked for, so that
`audiobook --help` starts in a quarter of a second.
"""

from __future__ import annotations

import sys

import click

from audiobook import __version__
from audiobook.cli.commands import Commands


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=False,
)
@click.version_option(__version__, package_name="audiobook", prog_name="audiobook")
def audiobook() -> None:
    """Turn a story into an audiobook, offline.

    \b
    Start here:
      audiobook build story/one-step-for-you.txt
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A story may hold what the terminal's encoding cannot: show it escaped, never fail.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    audiobook(prog_name="audiobook")
