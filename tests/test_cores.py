"""Where every core is asked for, each worker and its programs keep to one."""

from __future__ import annotations

import os
import sys

import pytest

from audiobook import mixing, programs
from audiobook.cores import keep_to_one

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="this system pins no work"
)


@pytest.fixture
def cores():
    before = os.sched_getaffinity(0)
    yield before
    os.sched_setaffinity(0, before)


def test_workers_share_out_the_cores(cores):
    asked = [sys.executable, "-c", "import os; print(*os.sched_getaffinity(0))"]
    seen = []
    for number in range(len(cores)):
        keep_to_one(number, len(cores))
        seen.append(int(programs.run(asked)))
        os.sched_setaffinity(0, cores)
    assert set(seen) == cores


def test_with_cores_to_spare_work_goes_where_the_system_puts_it(cores):
    keep_to_one(0, len(cores) - 1)
    assert os.sched_getaffinity(0) == cores


def test_where_no_core_can_be_chosen_work_goes_on(cores, monkeypatch):
    def forbidden(process, wanted):
        raise PermissionError

    monkeypatch.setattr(os, "sched_setaffinity", forbidden)
    keep_to_one(0, 64)
    monkeypatch.undo()
    assert os.sched_getaffinity(0) == cores


def test_each_encoder_keeps_to_one_core_and_the_caller_to_none(cores):
    seen = []
    mixing.side_by_side([lambda stop: seen.append(os.sched_getaffinity(0))] * 3, len(cores))
    assert [len(each) for each in seen] == [1, 1, 1]
    assert os.sched_getaffinity(0) == cores
