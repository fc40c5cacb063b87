"""Every kind of fault, planted at random places in five books, is found; whole books are passed.

The digests in the receipt are made to fit each fault, so that only the content gives it away.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from audiobook.checking import check
from audiobook.pipeline import build
from audiobook.settings import BookSettings, Settings, VoiceSettings

pytestmark = pytest.mark.slow

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))  # places tried for each fault and book
CASES = Path(__file__).parents[1] / "cases"
BOOKS = {
    "tea-party": CASES / "casting" / "alice-a-mad-tea-party.txt",
    "wager": CASES / "casting" / "the-clockmakers-wager.txt",
    "ledger": CASES / "casting" / "the-lighthouse-ledger.txt",
    "rich": CASES / "wording" / "rich-chapter.txt",
    "example": Path(__file__).parents[2] / "story" / "one-step-for-you.txt",
}


@pytest.fixture(scope="module", params=sorted(BOOKS))
def original(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copy(BOOKS[request.param], folder / "lighthouse.txt")
    settings = Settings(voice=VoiceSettings(engine="tone"), book=BookSettings(author="A. Keeper"))
    build(folder / "lighthouse.txt", folder / "output", settings, cache=folder / "cache", jobs=2)
    return folder


@pytest.fixture
def planted(original, tmp_path, book_in):
    copy = tmp_path / "copy"
    shutil.copytree(original, copy, ignore=shutil.ignore_patterns("cache"))
    return book_in(copy / "output" / "lighthouse", original / "cache")


def long_sentences(book, chance, count=1):
    rate = book.receipt["rate"]
    long = [s for s in book.receipt["sentences"] if s["end"] - s["start"] > 1.2 * rate]
    return sorted(chance.sample(long, count), key=lambda s: s["start"])


def silenced(sound, rate, book, chance):
    (one,) = long_sentences(book, chance)
    sound[one["start"] : one["end"]] = 0
    return sound


def cut(sound, rate, book, chance):
    (one,) = long_sentences(book, chance)
    sound[(one["start"] + one["end"]) // 2 : one["end"]] = 0
    return sound


def dropped(sound, rate, book, chance):
    (one,) = long_sentences(book, chance)
    return np.delete(sound, slice(one["start"], one["end"]))


def doubled(sound, rate, book, chance):
    (one,) = long_sentences(book, chance)
    return np.insert(sound, one["start"], sound[one["start"] : one["end"]])


def swapped(sound, rate, book, chance):
    one, two = long_sentences(book, chance, 2)
    parts = (
        sound[: one["start"]], sound[two["start"] : two["end"]],
        sound[one["end"] : two["start"]], sound[one["start"] : one["end"]], sound[two["end"] :],
    )  # fmt: skip
    return np.concatenate(parts)


def pause_off(sound, rate, book, chance):
    pauses = [p for p in book.receipt["pauses"] if p["kind"] not in ("head", "tail")]
    at = chance.choice(pauses)["start"] + 50
    return np.insert(sound[: -rate // 10], at, np.zeros(rate // 10, np.int16))


FAULTS = (silenced, cut, dropped, doubled, swapped, pause_off)


def errors(book):
    return [f for f in check(book.folder, cache=book.cache) if f.level == "error"]


def test_a_whole_book_is_passed(planted):
    assert errors(planted) == []


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_found(planted, fault, seed):
    chance = random.Random(seed)
    planted.replace_sound(lambda sound, rate: fault(sound, rate, planted, chance))
    assert errors(planted) != []


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_sentence_missing_from_the_receipt_is_found(planted, seed):
    lost = random.Random(seed).choice(planted.receipt["sentences"])["id"]
    planted.rewrite(lambda r: r.update(sentences=[s for s in r["sentences"] if s["id"] != lost]))
    assert any(lost == finding.where for finding in errors(planted))
