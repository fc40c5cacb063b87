"""`audiobook say`: an audition, one line in a voice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from audiobook.cli.commands import command, is_quiet
from audiobook.cli.options import PATH, settings_for, voice_options
from audiobook.clock import seconds
from audiobook.errors import SettingsError
from audiobook.pipeline import audition, play, write_wav


@command
@click.argument("text")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="The WAV to write.")
@click.option("--play", "aloud", is_flag=True, help="Play it.")
@click.option("--language", help="The line's language, as in en or de.")
@voice_options
def say(text: str, output: Path | None, aloud: bool, **flags: Any) -> None:
    """Hear TEXT in a voice: written to a WAV file, played, or both."""
    if output is None and not aloud:
        raise SettingsError("nowhere to put the sound", "give -o FILE.wav, or --play")
    if output is not None and output.suffix.lower() not in (".wav", ".wave", ""):
        raise SettingsError(
            f"{output}: a line is written as WAV", f"name it {output.with_suffix('.wav').name}"
        )
    pcm = audition(text, settings_for(None, flags))
    if output is not None:
        write_wav(output, pcm)
        if not is_quiet():
            click.echo(f"{output}: {seconds(pcm.frames, pcm.rate):.1f} s")
    if aloud:
        play(pcm)
