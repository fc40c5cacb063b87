"""Damaged texts are repaired, sound ones come back byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiobook.cleaning import clean

CASES = Path(__file__).parents[1] / "cases" / "cleaning"


def cases(name):
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case["text"], case["expected"], id=case["name"]) for case in found]


@pytest.mark.parametrize(("text", "expected"), cases("in_the_wild"))
def test_what_was_written_comes_back(text, expected):
    assert clean(text).text == expected


@pytest.mark.parametrize("text", json.loads((CASES / "negative.json").read_text(encoding="utf-8")))
def test_nothing_sound_is_changed(text):
    cleaned = clean(text)
    assert cleaned.text == text
    assert cleaned.repairs.changes == ()


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "expected"), cases("known_failures"))
def test_known_failure(text, expected):
    assert clean(text).text == expected
