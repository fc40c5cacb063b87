"""Inputs that are nearly right: seeds with bytes flipped, cut, doubled, spliced and stuffed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.seeds import seeds

CORPUS = Path(__file__).parent / "corpus"  # inputs that once did harm; tried first, always
SPICES = [
    b"\x00", b"\xff\xfe", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"<![CDATA[", b"]]>", b"<!--",
    b"{", b"}", b"\\", b"\r", b"\n\n\n", b"***", b"* * *", b"# ", b"---\n", b"```", b"[1]: ",
    b"|", b"\xe2\x80\x8b", b"\xcc\x81" * 40, b"\xd0\xbf", b"\xe2\x80\xae", b"I. ", b"9" * 30,
    b"Chapter ", b'"', b"'", b"\xf0\x9f\x98\x80", b"'''", b"= [", b"\x1a", b"\\u", b"..",
    b"../", b"%00", b"$(", b"`", b"<speak>", b"\xed\xa0\x80",
]  # fmt: skip


def mutations(name: str, count: int, seed: int) -> Iterator[bytes]:
    """Give `count` inputs for a target, the same for the same seed."""
    chance = random.Random(f"{name}/{seed}")
    own = [path.read_bytes() for path in sorted(CORPUS.glob(f"{name}-*"))]
    yield from own[:count]
    pool = [*seeds(name), *own]
    for _ in range(count - len(own[:count])):
        data = bytearray(chance.choice(pool))
        for _ in range(chance.choice((1, 1, 2, 4, 12))):
            _mutate(data, chance, pool)
        yield bytes(data[:200_000])


def _mutate(data: bytearray, chance: random.Random, pool: list[bytes]) -> None:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 2, 8, 64, 512)))
    kind = chance.randrange(7)
    if kind == 0 and data:
        data[at % len(data)] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del data[at:end]
    elif kind == 2:
        data[at:at] = data[at:end] * chance.choice((1, 2, 20))
    elif kind == 3:
        data[at:at] = chance.choice(SPICES)
    elif kind == 4:
        other = chance.choice(pool)
        start = chance.randrange(len(other) + 1)
        data[at:end] = other[start : start + 200]
    elif kind == 5:
        del data[at:]
    else:
        data[at:end] = bytes(chance.randrange(256) for _ in range(end - at))


def keep(name: str, data: bytes) -> str:
    """Keep an input that did harm, so that every later run begins with it."""
    CORPUS.mkdir(exist_ok=True)
    path = CORPUS / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path.name
