"""Times of day, as they are written in English."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule, rule


def _clock(hour: int, minute: int) -> str:
    said = numbers.cardinal(hour)
    if minute == 0:
        return said
    return f"{said} {'oh ' if minute < 10 else ''}{numbers.cardinal(minute)}"


def _half(written: str | None) -> str:
    return f" {written.strip()[0].lower()}.m." if written else ""


def _time(match: re.Match[str], dialect: Dialect) -> str | None:
    hour, minute, second = match["hour"], match["minute"], match["second"]
    if int(hour) > 24:
        return None
    said, half = _clock(int(hour), int(minute)), _half(match["half"])
    if second:
        return f"{said} and {numbers.cardinal(int(second))} seconds{half}"
    if half or int(minute) or match.string.startswith((" o'clock", " o’clock"), match.end()):
        return said + half
    return f"{said} hundred" if int(hour) > 12 else f"{said} o'clock"


def _bare_time(match: re.Match[str], dialect: Dialect) -> str | None:
    hour = int(match["hour"])
    return _clock(hour, int(match["minute"])) if 1 <= hour <= 12 else None


def _time_range(match: re.Match[str], dialect: Dialect) -> str | None:
    first, last = int(match["hour"]), int(match["last"])
    if max(first, last) > 24:
        return None
    start = _clock(first, int(match["minute"] or 0)) + _half(match["half1"])
    return f"{start} to {_clock(last, int(match['minute2'] or 0))}{_half(match['half'])}"


def _hour(match: re.Match[str], dialect: Dialect) -> str | None:
    hour = int(match["hour"])
    return numbers.cardinal(hour) + _half(match["half"]) if hour <= 24 else None


def _military(match: re.Match[str], dialect: Dialect) -> str | None:
    hour, minute = int(match[1][:2]), int(match[1][2:])
    if hour > 24:
        return None
    said = f"{'oh ' if 0 < hour < 10 else ''}{numbers.cardinal(hour)}"
    low = f"{'oh ' if minute < 10 else ''}{numbers.cardinal(minute)}" if minute else "hundred"
    return f"{said} {low}"


_HALF = r" ?(?P<half>[AaPp]\. ?[Mm]\.|[AaPp]\.?[Mm]\b\.?)"
_HALF1 = r"(?: ?(?P<half1>[AaPp]\.[Mm]\.?|[AaPp][Mm]\b))?"
_S = r"(?<![\w.,:/$£€-])"  # no number begins inside another, nor inside a word
_H, _M = r"(?P<hour>\d{1,2})", r"(?P<minute>[0-5]\d)"
_TO = r" ?[-–] ?"

RULES: tuple[Rule, ...] = (
    rule(
        "time",
        rf"{_S}{_H}:{_M}{_HALF1}{_TO}(?P<last>\d{{1,2}}):(?P<minute2>[0-5]\d)(?:{_HALF})?(?![\w:])",
        _time_range,
        "digit",
    ),
    rule(
        "time",
        rf"{_S}{_H}(?P<minute>){_HALF1}{_TO}(?P<last>\d{{1,2}})(?P<minute2>){_HALF}",
        _time_range,
        "digit",
    ),
    rule(
        "time",
        rf"{_S}{_H}:{_M}(?::(?P<second>[0-5]\d))?(?:{_HALF})?(?![\w:])",
        _time,
        "digit",
    ),
    rule("time", rf"{_S}{_H}\.{_M}(?P<second>){_HALF}", _time, "digit"),
    rule("time", rf"{_S}{_H}{_HALF}", _hour, "digit"),
    rule(
        "time",
        rf"(?<=\b[Aa]t )(?P<bare>{_H}\.{_M})(?=[.,;:!?)”’\"]*(?:\s(?:in|on|that|this|and|sharp"
        r"|precisely|exactly|the|he|she|they|we|I|from|to)\b|\s?[—–]|$|(?<=[,;:])\s))",
        _bare_time,
        "digit",
        "bare",
    ),
    rule(
        "time",
        rf"(?<=\b[Tt]he )(?P<bare>{_H}\.{_M})(?= (?:from|to|train|express|bus|boat)\b)",
        _bare_time,
        "digit",
        "bare",
    ),
    rule("time", rf"{_S}([0-2]\d[0-5]\d)(?= (?:[Hh]ours|HOURS|hrs)\b)", _military, "digit"),
)
