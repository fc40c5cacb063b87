"""Change a settings file, keeping its comments and its order.

The path of a `name.toml`, a table and what belongs in it come in; the file is
written under a temporary name and renamed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.errors import SettingsError
from audiobook.files import write_whole

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


def set_key(path: Path, table: str, key: str, value: str | float) -> None:
    """Set `key` in `[table]`, making the table and the file where there is none.

    Raises SettingsError where the file is not TOML or cannot be written.
    """
    import tomlkit
    from tomlkit.items import Table

    with _changing(path) as document:
        section = document.setdefault(table, tomlkit.table())
        if not isinstance(section, Table):
            raise SettingsError(f"{path}: {table} must be a table", key=table)
        section[key] = value


def add_comments(path: Path, table: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Add lines to `[table]` as comments for a person to take up; gives those that were new.

    A line that the file holds already, commented or not, is not added again.  Raises
    SettingsError where the file is not TOML or cannot be written.
    """
    import tomlkit
    from tomlkit.items import Table

    with _changing(path) as document:
        section = document.setdefault(table, tomlkit.table())
        if not isinstance(section, Table):
            raise SettingsError(f"{path}: {table} must be a table", key=table)
        before = tomlkit.dumps(document)
        new = tuple(line for line in lines if line.partition(" = ")[0] not in _keys(before))
        for line in new:
            section.add(tomlkit.comment(line))
    return new


def _keys(text: str) -> set[str]:
    """The keys of all lines, those commented out included."""
    return {line.lstrip("# ").partition(" = ")[0] for line in text.splitlines() if " = " in line}


@contextlib.contextmanager
def _changing(path: Path) -> Iterator[TOMLDocument]:
    """Lend the file's document, and write it back whole when the block ends well."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
        yield document
        write_whole(path, tomlkit.dumps(document))
    except (TOMLKitError, UnicodeDecodeError) as err:
        raise SettingsError(
            f"{path}: not a TOML file: {err}", "mend the line named, or move the file away"
        ) from err
    except OSError as err:
        raise SettingsError(
            f"{path}: cannot be read: {err.strerror}", "check the file's permissions"
        ) from err
