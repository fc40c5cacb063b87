"""`--locked` names what would sound otherwise than the receipt says."""

from __future__ import annotations

import pytest

from audiobook.model import Meta, Pause, Script, Utterance, Voice
from audiobook.pipeline.sameness import differences
from audiobook.settings import Settings, plain

SAID = Utterance(id="t1", voice=Voice(engine="tone", name="low"), written="Rain.", spoken="Rain.")
SCRIPT = Script(meta=Meta(title="Rain"), steps=(SAID, Pause(kind="sentence", ms=300)))
RECEIPT = {
    "sentences": [{"id": "t1", "key": "k1"}],
    "pauses": [{"kind": "sentence"}],
    "rate": 24_000,
    "settings": plain(Settings()),
}


def test_nothing_differs_where_nothing_changed():
    assert differences(RECEIPT, SCRIPT, ["k1"], 24_000, Settings()) == ()


@pytest.mark.parametrize(
    ("keys", "rate", "changed", "named"),
    [
        (["k2"], 24_000, {}, "1 sentence would be spoken otherwise: t1"),
        (["k1"], 22_050, {}, "the sample rate would be 22050, not 24000"),
        (["k1"], 24_000, {"pauses": []}, "the pauses stand elsewhere"),
    ],
)
def test_what_differs_is_named(keys, rate, changed, named):
    assert differences({**RECEIPT, **changed}, SCRIPT, keys, rate, Settings()) == (named,)
