"""The table of commands, each in the file of its name, and what all of them share.

An `AudiobookError` becomes one line, a hint and its exit code here and nowhere
else; a traceback is shown only under `--verbose`.
"""

from __future__ import annotations

import functools
import importlib
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import click

from audiobook.errors import INTERRUPTED, STOPPED, AudiobookError

# Each command's one line stands here, so that `--help` imports none of them.
COMMANDS = {
    "build": "Speak a story, or several, into output/NAME/.",
    "clean": "Give back swapped letters; print the cleaned story.",
    "outline": "Show chapters, scenes and paragraphs with their times.",
    "voices": "List engines and their voices.",
    "say": "Hear one line in a voice.",
    "lexicon": "Find the names and rare words worth hearing.",
    "cast": "Find who speaks, and write the cast to the story's settings.",
    "check": "Is a built book whole?",
    "serve": "Listen, correct and rebuild in the browser, on this machine only.",
    "doctor": "What this machine has and lacks.",
    "cache": "Where the spoken clips are kept, and how to prune them.",
}


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file and take the command from it."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"audiobook.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as err:
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, 1)
            if not close:
                raise
            raise click.UsageError(f"{err.message} Did you mean '{close[0]}'?", ctx) from err

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C is answered alike while it is imported and while it works."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(STOPPED, err=True)
            sys.exit(INTERRUPTED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table above."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def command(function: Callable[..., Any]) -> click.Command:
    """Make a command that takes `--quiet` and `--verbose` and reports errors in one line."""

    @click.option("-q", "--quiet", is_flag=True, help="Print results only.")
    @click.option("--verbose", is_flag=True, help="Show all that happens, and tracebacks.")
    @functools.wraps(function)
    def wrapped(*args: Any, quiet: bool, verbose: bool, **kwargs: Any) -> Any:
        _log(verbose)
        click.get_current_context().obj = {"quiet": quiet, "verbose": verbose}
        try:
            return function(*args, **kwargs)
        except AudiobookError as err:
            if verbose:
                traceback.print_exc()
            report(err)
            sys.exit(err.exit_code)
        except BrokenPipeError:
            # The reader of our output went away, as `| head` does: nothing is wrong.
            sys.stderr.close()
            sys.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as err:  # the door: no traceback reaches a user
            if verbose:
                raise
            report(_unforeseen(err))
            sys.exit(AudiobookError.exit_code)

    return click.command(wrapped)


def report(error: AudiobookError) -> None:
    """Print a failure for people: what, then what to do."""
    click.echo(click.style("error: ", fg="red", bold=True) + error.message, err=True)
    if error.hint:
        click.echo(click.style("hint: ", fg="yellow") + error.hint, err=True)


def _unforeseen(error: Exception) -> AudiobookError:
    """A defect of ours, told as one; what was already built or spoken is kept."""
    return AudiobookError(
        f"unforeseen: {type(error).__name__}: {error}",
        "this is a defect: run again with --verbose and report what it prints",
    )


def is_quiet() -> bool:
    """Tell whether the command was asked to print results only."""
    return bool(click.get_current_context().obj["quiet"])


def tell_notes(notes: Iterable[str]) -> None:
    """Say what a listener should know, unless asked for results only."""
    for note in () if is_quiet() else notes:
        click.echo(f"note: {note}", err=True)


def _log(verbose: bool) -> None:
    if verbose:
        import logging

        logging.basicConfig(level=logging.DEBUG, format="%(name)s: %(message)s")
