"""Work side by side is done whole, or stopped at once."""

from __future__ import annotations

import os
import sys
import time

import pytest

from audiobook import mixing, programs
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


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system pins no threads")
def test_where_every_core_is_asked_for_each_program_keeps_to_one():
    cores = os.sched_getaffinity(0)
    asked = [sys.executable, "-c", "import os; print(*os.sched_getaffinity(0))"]
    seen = []
    work = [lambda stop: seen.append({int(core) for core in programs.run(asked).split()})]
    mixing.side_by_side(work * 3, len(cores))
    assert all(len(each) == 1 and each <= cores for each in seen)
    assert os.sched_getaffinity(0) == cores
    seen.clear()
    mixing.side_by_side(work, len(cores) - 1)
    assert seen == [cores]


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system pins no threads")
def test_where_no_core_can_be_chosen_the_work_is_done_all_the_same(monkeypatch):
    def forbidden(process, cores):
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", forbidden)
    done = []
    mixing.side_by_side([lambda stop: done.append(1)] * 3, 64)
    assert done == [1, 1, 1]
