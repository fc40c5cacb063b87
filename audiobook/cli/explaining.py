"""Tell a person what cleaning did, so that a whole book is checked in a minute."""

from __future__ import annotations

import unicodedata

import click

from audiobook.model import Change, Repairs


def summary(repairs: Repairs) -> str:
    """Say in one line what was done.

    >>> summary(Repairs())
    'nothing to repair'
    """
    letters = sum(swap.count for swap in repairs.swaps)
    words = sum(change.count for change in repairs.changes)
    doubtful = sum(kept.count for kept in repairs.kept if kept.reason == "doubtful")
    if not words and not letters:
        return "nothing to repair"
    told = f"{words} words repaired"
    if letters:
        told = f"{letters} letters given back, " + told
    return told + (f", {doubtful} doubtful words left alone" if doubtful else "")


def explain_repairs(repairs: Repairs) -> None:
    """Print the swaps learnt, every changed word once, and what was left alone."""
    if not repairs.changes and not repairs.kept:
        click.echo(summary(repairs))
        return
    if repairs.swaps:
        click.secho("Letters given back", bold=True)
        for swap in repairs.swaps:
            click.echo(
                f"  {_red(swap.source)} → {_green(swap.target)}  {swap.count} times"
                f"  ({_names(swap.source)})"
            )
    for reason in dict.fromkeys(change.reason for change in repairs.changes):
        changes = [change for change in repairs.changes if change.reason == reason]
        click.secho(f"Words changed ({reason}): {sum(c.count for c in changes)}", bold=True)
        for change in changes:
            click.echo("  " + _change(change))
    for reason in ("genuine", "doubtful"):
        kept = [word for word in repairs.kept if word.reason == reason]
        if kept:
            click.secho(f"Left alone as {reason}: {sum(k.count for k in kept)}", bold=True)
            click.echo("  " + ", ".join(f"{k.word}" + _times(k.count) for k in kept))


def _change(change: Change) -> str:
    return f"{_red(_visible(change.old))} → {_green(change.new)}{_times(change.count)}"


def _times(count: int) -> str:
    return f" ({count}×)" if count > 1 else ""


def _names(letters: str) -> str:
    return ", ".join(
        f"U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')}" for letter in letters
    )


def _visible(text: str) -> str:
    """Show what cannot be seen.

    >>> _visible("soft\\u00adhyphen")
    'soft<U+00AD>hyphen'
    """
    return "".join(
        letter if unicodedata.category(letter)[0] != "C" else f"<U+{ord(letter):04X}>"
        for letter in text
    )


def _red(text: str) -> str:
    return click.style(_visible(text), fg="red")


def _green(text: str) -> str:
    return click.style(text, fg="green")
