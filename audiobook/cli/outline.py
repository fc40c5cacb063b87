"""`audiobook outline`: the book as a tree, before anything is spoken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from audiobook.cli.commands import command, tell_notes
from audiobook.cli.options import PATH, books, settings_for, story_options, voice_options
from audiobook.clock import spoken_length
from audiobook.model import Chapter, Paragraph, Scene
from audiobook.pipeline import Outline, Plan, outlined


@command
@click.argument("stories", metavar="STORY...", nargs=-1, required=True, type=PATH)
@story_options
@voice_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def outline(stories: tuple[Path, ...], one_book: bool, as_json: bool, **flags: Any) -> None:
    """Show chapters, scenes and paragraphs with their estimated times.

    Scene breaks that no mark in the file makes are shown as inferred, with the reason; front
    and back matter and what was left out are listed too.
    """
    for group in books(stories, one_book):
        found = outlined(group, settings_for(group[0], flags))
        tell_notes(found.plan.notes)
        if as_json:
            click.echo(json.dumps(found.as_dict(), ensure_ascii=False))
        else:
            _print(found)


def _print(found: Outline) -> None:
    plan: Plan = found.plan
    meta = plan.book.meta
    by = f" by {meta.author}" if meta.author else ""
    click.echo(click.style(meta.title, bold=True) + by)
    number = 0
    for chapter in plan.book.chapters:
        number += chapter.kind == "chapter"
        _print_chapter(chapter, number, found)
    click.echo(f"about {spoken_length(found.ms())} of audio")
    for dropped in plan.book.dropped[:20]:
        click.echo(click.style(f"left out ({dropped.reason}): {_short(dropped.text)}", dim=True))
    if len(plan.book.dropped) > 20:
        click.echo(click.style(f"and {len(plan.book.dropped) - 20} more left out", dim=True))


def _print_chapter(chapter: Chapter, number: int, found: Outline) -> None:
    title = chapter.title.written if chapter.title else _opening(chapter)
    if chapter.kind != "chapter":
        click.echo(
            click.style(
                f"     {title} — {chapter.kind} matter, not spoken: {chapter.reason}", dim=True
            )
        )
        return
    click.echo(f"{number:3}. {title}  [{spoken_length(found.ms(chapter))}]")
    for scene in chapter.scenes:
        _print_scene(scene)


def _print_scene(scene: Scene) -> None:
    if scene.opened_by != "start":
        mark = "* * *" if scene.opened_by == "marked" else "· · ·"
        click.echo(click.style(f"       {mark}  {scene.opened_by}: {scene.reason}", fg="cyan"))
    for paragraph in scene.paragraphs:
        click.echo(f"       {paragraph.line:5}  {_short(_text(paragraph))}")


def _opening(chapter: Chapter) -> str:
    """Tell a chapter without a title by its first words, so that all left out can be seen."""
    text = " / ".join(_text(each) for scene in chapter.scenes for each in scene.paragraphs)
    return f"(no title) {_short(text)}" if text and chapter.kind != "chapter" else "(no title)"


def _text(paragraph: Paragraph) -> str:
    return " ".join(sentence.written for sentence in paragraph.sentences)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else line[:69] + "…"
