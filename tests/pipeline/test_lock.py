"""Two builds in one folder: the second ends at once and says who is there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from audiobook.errors import AudiobookError
from audiobook.pipeline.lock import locked

HOLD = """
import sys, time
from pathlib import Path
from audiobook.pipeline.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_build_is_refused_with_the_firsts_process_id(holder, tmp_path):
    with pytest.raises(AudiobookError, match=f"process {holder.pid}"), locked(tmp_path):
        pass


def test_a_killed_build_leaves_no_lock(holder, tmp_path):
    holder.kill()
    holder.wait()
    with locked(tmp_path):
        assert str(os.getpid()) in (tmp_path / ".lock").read_text()


def test_a_lock_is_free_again_after_use(tmp_path):
    with locked(tmp_path):
        pass
    with locked(tmp_path):
        pass
