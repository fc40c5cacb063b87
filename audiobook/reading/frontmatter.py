"""The fields that stand before a Markdown text, between two lines of three dashes or pluses.

Between dashes it is YAML, of which a book needs little: `key: value`, quoted values, lists in
either form, folded text; what a field holds beyond that stays the string it is.  Between
pluses it is TOML, as some makers of web sites have it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from audiobook.model import Dropped, Meta

FIELDS = ("title", "author", "narrator", "language", "description", "series", "publisher", "date")
_OTHER_NAMES = {
    "authors": "author", "creator": "author", "by": "author", "lang": "language",
    "summary": "description", "abstract": "description", "year": "date", "published": "date",
}  # fmt: skip
_KEY = re.compile(r"([A-Za-z][\w -]*?)\s*:(?:\s+(.*))?$")
_PLAIN = re.compile(r"[^\s\"'#&*!|>%@`{}\[\],?:-](?:[^:#\n\"\\]|:(?! |$)|(?<! )#)*")


_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def without_toml(text: str) -> tuple[str, dict[str, str]]:
    """Take fields in TOML off the start of a text, whose lines stay, empty.

    >>> without_toml('+++\\ntitle = "A"\\n+++\\nIt ran.')
    ('\\n\\n\\nIt ran.', {'title': 'A'})
    >>> without_toml("+++\\nIt ran.\\n+++\\n")[1]
    {}
    """
    found = _TOML.match(text)
    try:
        table = tomllib.loads(found[1]) if found else {}
    except tomllib.TOMLDecodeError:
        return text, {}
    if not found or not table:
        return text, {}
    fields = {
        _OTHER_NAMES.get(key.lower(), key.lower()): _text(value) for key, value in table.items()
    }
    return "\n" * found[0].count("\n") + text[found.end() :], fields


def _text(value: object) -> str:
    return " & ".join(map(_text, value)) if isinstance(value, list) else str(value)


def parse(text: str) -> dict[str, str]:
    """Read the fields; names are lower-cased, list items joined by " & ".

    >>> parse('title: "A: B"\\nauthor:\\n  - Ann\\n  - Bob')
    {'title': 'A: B', 'author': 'Ann & Bob'}
    """
    fields: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        found = _KEY.match(line) if not line.startswith((" ", "\t", "-")) else None
        if found:
            key = _OTHER_NAMES.get(found[1].lower(), found[1].lower())
            value = (found[2] or "").strip()
            fields[key] = "" if value in ("|", ">", "|-", ">-") else _value(value)
        elif key and line.strip():
            item = line.strip()
            joint = " & " if item.startswith("- ") else " "
            item = _value(item.removeprefix("- ").strip())
            fields[key] = fields[key] + joint + item if fields[key] else item
    return fields


def _value(value: str) -> str:
    if value.startswith("[") and value.endswith("]"):
        items = re.findall(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[^,\[\]]+', value)
        return " & ".join(_value(item.strip()) for item in items if item.strip())
    if len(value) > 1 and value[0] == value[-1] == '"':
        try:
            return str(json.loads(value))
        except ValueError:
            return value[1:-1]
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def meta_of(fields: Mapping[str, str]) -> Meta:
    """Make what is known of the book from its fields."""
    known: dict[str, Any] = {name: fields[name] for name in FIELDS if fields.get(name)}
    return replace(Meta(title=""), **known)


def unused(fields: Mapping[str, str]) -> tuple[Dropped, ...]:
    """List the fields of which no book is made, such as the tags of a web site."""
    return tuple(
        Dropped(reason="front matter", text=f"{name}: {value}"[:200], line=1)
        for name, value in fields.items()
        if value and name not in (*FIELDS, "cover", "scenes")
    )


def dump(fields: Mapping[str, str]) -> str:
    """Write fields so that `parse`, or any reader of YAML, gives them back.

    >>> dump({"title": "A: B", "author": "Ann"})
    'title: "A: B"\\nauthor: Ann\\n'
    """
    return "".join(f"{name}: {_written(value)}\n" for name, value in fields.items())


def _written(value: str) -> str:
    is_word = value.lower() in ("true", "false", "null", "yes", "no", "on", "off", "~")
    if _PLAIN.fullmatch(value) and value == value.strip() and not is_word:
        return value
    return json.dumps(value, ensure_ascii=False)
