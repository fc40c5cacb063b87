"""What a page's style sheets say that can be heard.

CSS comes in; for an element, its space above, indent and the like go out, in em.  Only
simple selectors are known, which is what books are made with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

Rule: TypeAlias = tuple[int, frozenset[str], dict[str, str]]  # weight, ".class" "#id", values

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"(?:(?P<tag>[a-zA-Z][\w-]*)|\*)?(?P<rest>(?:[.#][\w-]+)*)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(em|rem|ex|ch|px|pt|pc|cm|mm|in|%|vh)?")
_IN_EM = {"em": 1, "rem": 1, "ex": 0.5, "ch": 0.5, "px": 1 / 16, "pt": 1 / 12, "pc": 1, "cm": 2.36,
          "mm": 0.236, "in": 6, "%": 0.3, "vh": 0.5}  # fmt: skip
_AUDIBLE_NAMES = """
margin margin-top margin-bottom padding padding-top padding-bottom text-indent display
visibility font-style text-align
"""
_AUDIBLE = frozenset(_AUDIBLE_NAMES.split())
_PARAGRAPH_SPACE = {"p": 1.0, "blockquote": 1.0, "ul": 1.0, "ol": 1.0, "pre": 1.0, "figure": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an element stands on the page."""

    above: float = 0.0  # em
    below: float = 0.0
    indent: float | None = None  # em; None: as the element around it
    is_hidden: bool = False
    is_italic: bool | None = None  # None: not said
    align: str = ""


@dataclass(slots=True)
class Styles:
    """The rules of a page's sheets, asked element by element."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)  # by tag; "" for any
    known: dict[tuple[str, str, str, str], Look] = field(default_factory=dict)

    def look(self, tag: str, classes: str, id_: str, inline: str) -> Look:
        """Work out how an element looks."""
        key = (tag, classes, id_, inline)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = _look(tag, self._values(tag, classes, id_, inline))
        return found

    def _values(self, tag: str, classes: str, id_: str, inline: str) -> dict[str, str]:
        names = {f".{name}" for name in classes.split()} | ({f"#{id_}"} if id_ else set())
        rules = [r for key in (tag, "") for r in self.rules.get(key, ()) if r[1] <= names]
        values: dict[str, str] = {}
        for _, _, found in sorted(rules, key=lambda rule: rule[0]):
            values |= found
        return values | _declarations(inline) if inline else values


def parse_styles(sheets: tuple[str, ...]) -> Styles:
    """Read style sheets, the later ones winning.

    >>> parse_styles((".tb { margin: 2em 0; text-indent: 0 }",)).look("p", "tb", "", "").above
    2.0
    """
    styles = Styles()
    for order, (selector, body) in enumerate(_blocks("\n".join(sheets))):
        values = _declarations(body)
        if not values:
            continue
        for one in selector.split(","):
            _file(styles, one.strip(), values, order)
    return styles


def _file(styles: Styles, selector: str, values: dict[str, str], order: int) -> None:
    last = re.split(r"[\s>+~]+", selector)[-1]
    found = _SELECTOR.fullmatch(last)
    if found is None or not last or (last != selector and not found["rest"]):
        return  # a pseudo-class, or a bare tag in some context
    names = frozenset(re.findall(r"[.#][\w-]+", found["rest"]))
    tag = (found["tag"] or "").lower()
    weight = (100 * last.count("#") + 10 * last.count(".") + bool(tag)) * 100_000 + order
    styles.rules.setdefault(tag, []).append((weight, names, values))


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Walk the rules; those in a block for screens count, fonts and pages do not."""
    sheet = _COMMENT.sub("", sheet)
    at, depth, skipped = 0, 0, 0
    prelude = ""
    for brace in _BRACE.finditer(sheet):
        before = sheet[at : brace.start()].strip()
        at = brace.end()
        if brace[0] == "{":
            depth += 1
            if skipped:
                continue
            prelude = before.rsplit(";", 1)[-1].strip()
            is_screen = re.fullmatch(r"@media\s+(?:only\s+)?(?:all|screen)\b.*", prelude, re.DOTALL)
            if prelude.startswith("@") and not is_screen:
                skipped = depth
            continue
        if not skipped and prelude and not prelude.startswith("@"):
            yield prelude, before
        if skipped == depth:
            skipped = 0
        prelude = ""
        depth = max(depth - 1, 0)


def _declarations(body: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in body.split(";"):
        name, _, value = one.partition(":")
        name = name.strip().lower()
        if name in _AUDIBLE:
            value = value.replace("!important", "").strip().lower()
            if name in ("margin", "padding"):
                sides = value.split()
                if sides:
                    values[f"{name}-top"] = sides[0]
                    values[f"{name}-bottom"] = sides[2] if len(sides) > 2 else sides[0]
            else:
                values[name] = value
    return values


def length_in_em(value: str | None, default: float) -> float:
    """Read a length; what is no length is the default.

    >>> length_in_em("12pt", 0), length_in_em("auto", 0)
    (1.0, 0)
    """
    found = _LENGTH.match(value) if value else None
    if found is None:
        return default
    return float(found[1]) * _IN_EM.get(found[2] or "px", 1)


def _look(tag: str, values: dict[str, str]) -> Look:
    usual = _PARAGRAPH_SPACE.get(tag, 0.0)
    above = length_in_em(values.get("margin-top"), usual) + length_in_em(
        values.get("padding-top"), 0
    )
    below = length_in_em(values.get("margin-bottom"), usual) + length_in_em(
        values.get("padding-bottom"), 0
    )
    style = values.get("font-style")
    return Look(
        above=above,
        below=below,
        indent=length_in_em(values["text-indent"], 0) if "text-indent" in values else None,
        is_hidden=values.get("display") == "none" or values.get("visibility") == "hidden",
        is_italic=None if style is None else style in ("italic", "oblique"),
        align=values.get("text-align", ""),
    )
