"""Change one key of a settings file, keeping its comments and its order.

The path of a `name.toml`, a table, a key and a value come in; the file is
written under a temporary name and renamed.
"""

from __future__ import annotations

from pathlib import Path

from audiobook.errors import SettingsError


def set_key(path: Path, table: str, key: str, value: str | float) -> None:
    """Set `key` in `[table]`, making the table and the file where there is none.

    Raises SettingsError where the file is not TOML or cannot be written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import Table

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else None
        document = document if document is not None else tomlkit.document()
        section = document.setdefault(table, tomlkit.table())
        if not isinstance(section, Table):
            raise SettingsError(f"{path}: {table} must be a table", key=table)
        section[key] = value
        part = path.with_name(f".{path.name}.part")
        part.write_text(tomlkit.dumps(document), encoding="utf-8")
        part.replace(path)
    except (TOMLKitError, UnicodeDecodeError) as err:
        raise SettingsError(
            f"{path}: not a TOML file: {err}", "mend the line named, or move the file away"
        ) from err
    except OSError as err:
        raise SettingsError(
            f"{path}: cannot write: {err.strerror}", "make the file writable", key=f"{table}.{key}"
        ) from err
