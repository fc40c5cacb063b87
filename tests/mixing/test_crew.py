"""Work side by side is done whole, or stopped at once."""

from __future__ import annotations

import time

import pytest

from audiobook import mixing
from audiobook.errors import SoundError
from audiobook.mixing.crew import until


def test_all_work_is_done_and_told_of():
    heard = []
    work = [lambda stop: time.sleep(0.01)] * 5
    mixing.side_by_side(work, 2, lambda done, of: heard.append((done, of)))
    assert heard == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_the_first_failure_stops_what_is_running_and_what_waits():
    ran = []

    def fails(stop):
        raise SoundError("no")

    def endless(stop):
        ran.append(1)
        for _ in until(stop, iter(lambda: time.sleep(0.01) or b"", None)):
            pass

    start = time.monotonic()
    with pytest.raises(SoundError, match="no"):
        mixing.side_by_side([endless, fails, endless, endless], 2)
    assert time.monotonic() - start < 2
    assert len(ran) <= 2


def test_an_interrupt_stops_the_programs_too():
    def interrupted(done, of):
        raise KeyboardInterrupt

    def endless(stop):
        for _ in until(stop, iter(lambda: time.sleep(0.01) or b"", None)):
            pass

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        mixing.side_by_side([endless, lambda stop: None], 2, interrupted)
    assert time.monotonic() - start < 2
