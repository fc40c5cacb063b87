"""Would a build sound as the receipt says?  `--locked` refuses one that would not.

A book made ready and the folder's receipt come in; what differs goes out, named,
before a word is spoken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from audiobook.errors import AudiobookError
from audiobook.model import Pause, Script, Utterance
from audiobook.pipeline import receipt
from audiobook.pipeline.readying import Ready
from audiobook.settings import Settings, plain


def refuse_changes(ready: Ready, folder: Path, settings: Settings) -> None:
    """Raise AudiobookError unless a build would sound as the folder's receipt says."""
    old = receipt.read(folder)
    if old is None:
        raise AudiobookError(
            f"{folder}: nothing to be locked to: there is no whole {receipt.NAME} here",
            "build once without --locked",
        )
    found = differences(old, ready.script, ready.keys(), ready.hired.rate, settings)
    if found:
        raise AudiobookError(
            f"{folder}: the sound would change: {'; '.join(found)}",
            "undo the change, or build without --locked",
        )


def differences(
    old: Mapping[str, Any], script: Script, keys: Sequence[str], rate: int, settings: Settings
) -> tuple[str, ...]:
    """Name what would sound otherwise than the receipt says, for `--locked`.

    `keys` runs parallel to the script's utterances, "" where nothing is said.
    """
    found: list[str] = []
    spoken: dict[str, list[str]] = {}
    pauses: list[str] = []
    remaining = iter(keys)
    for step in script.steps:
        if isinstance(step, Utterance):
            key = next(remaining)
            spoken.setdefault(step.id, []).extend([key] if key else [])
        elif isinstance(step, Pause) and step.ms:
            pauses.append(step.kind)
    before = {entry["id"]: entry["key"] for entry in old["sentences"]}
    now = {name: "+".join(parts) for name, parts in spoken.items()}
    changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    if changed:
        named = ", ".join(changed[:5]) + (", …" if len(changed) > 5 else "")
        count = "1 sentence" if len(changed) == 1 else f"{len(changed)} sentences"
        found.append(f"{count} would be spoken otherwise: {named}")
    if pauses != [entry["kind"] for entry in old["pauses"]]:
        found.append("the pauses stand elsewhere")
    if rate != old["rate"]:
        found.append(f"the sample rate would be {rate}, not {old['rate']}")
    for table in ("pauses", "loudness", "preset"):
        if plain(settings)[table] != old["settings"].get(table):
            found.append(f"the settings of {table} differ")
    return tuple(found)
