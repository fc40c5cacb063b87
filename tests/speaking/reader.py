"""A program that narrates sentences with `tone`, to be killed by the tests.

Usage: reader.py STORE COUNT JOBS; prints "spoken reused" at its end.  It has no
`if __name__ == "__main__"`: a user's first script has none either.
"""

from __future__ import annotations

import sys
from pathlib import Path

from audiobook.engines import load
from audiobook.model import Meta, Script, Utterance, Voice
from audiobook.speaking import ClipStore, Spoken, narrate

store, count, jobs = ClipStore(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
voice = Voice(engine="tone", name="middle", language="en")
steps = tuple(
    Utterance(
        id=f"t{n}", written="", spoken=f"Sentence {n} of the book" + " ab" * (n % 9), voice=voice
    )
    for n in range(count)
)


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


narration = narrate(
    Script(meta=Meta(title="One"), steps=steps),
    store=store,
    fingerprints={voice: load("tone").fingerprint(voice)},
    rate=22_050,
    options={},
    jobs=jobs,
    on_event=lambda event: say("." if isinstance(event, Spoken) else "started"),
)
say(narration.spoken, narration.reused)
