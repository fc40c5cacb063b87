"""A build killed at any moment costs at most the sentences in work."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audiobook.speaking import ClipStore
from tests.processes import command_of, processes_of

READER = Path(__file__).with_name("reader.py")
COUNT = 80
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def started(folder, jobs=2, **options):
    command = [sys.executable, READER, str(folder), str(COUNT), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def finished(folder, jobs=2):
    output, errors = started(folder, jobs).communicate(timeout=60)
    assert errors == b""
    spoken, reused = output.split()[-2:]
    return int(spoken), int(reused)


def content(folder):
    return {path.name: path.read_bytes() for path in Path(folder).rglob("*.wav")}


def wait_until_gone(session, limit_s):
    deadline = time.monotonic() + limit_s
    while processes_of(session):
        assert time.monotonic() < deadline, processes_of(session)
        time.sleep(0.01)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    assert finished(folder) == (COUNT, 0)
    return content(folder)


def kill_and_go_on(folder, whole, pick):
    """Kill a build after a number of sentences and a moment more; go on; compare the bytes."""
    build = started(folder, start_new_session=True)
    for _ in range(pick.randrange(COUNT)):
        build.stdout.readline()
    time.sleep(pick.random() * 0.01)
    build.kill()
    build.communicate()
    wait_until_gone(build.pid, limit_s=2.0)
    kept = sum(ClipStore(folder).get(name[:64]) is not None for name in whole)
    assert finished(folder) == (COUNT - kept, kept)
    assert content(folder) == whole


@linux
@pytest.mark.parametrize("seed", range(2))
def test_a_killed_build_goes_on_where_it_was_with_the_same_bytes(tmp_path, whole, seed):
    kill_and_go_on(tmp_path, whole, random.Random(seed))


@linux
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 22))
def test_a_build_may_be_killed_at_any_moment(tmp_path, whole, seed):
    kill_and_go_on(tmp_path, whole, random.Random(seed))


def kill_a_worker(folder, whole, pick):
    build = started(folder, start_new_session=True)
    for _ in range(1 + pick.randrange(COUNT // 4)):
        build.stdout.readline()
    workers = [pid for pid in processes_of(build.pid) if b"spawn_main" in command_of(pid)]
    with contextlib.suppress(ProcessLookupError):  # the build may be at its end
        for pid in pick.sample(workers, min(1, len(workers))):
            os.kill(pid, signal.SIGKILL)
    output, errors = build.communicate(timeout=60)
    assert errors == b""
    assert output.split()[-2:] == [str(COUNT).encode(), b"0"]
    assert content(folder) == whole


@linux
@pytest.mark.parametrize("seed", range(1))
def test_a_killed_worker_costs_nothing(tmp_path, whole, seed):
    kill_a_worker(tmp_path, whole, random.Random(seed))


@linux
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 21))
def test_a_worker_may_be_killed_at_any_moment(tmp_path, whole, seed):
    kill_a_worker(tmp_path, whole, random.Random(seed))


@linux
@pytest.mark.parametrize("dots", [0, 20])
def test_ctrl_c_ends_all_within_a_second_and_only_the_parent_speaks_of_it(tmp_path, dots):
    build = started(tmp_path, start_new_session=True)
    for _ in range(1 + dots):
        build.stdout.readline()
    before = time.monotonic()
    os.killpg(build.pid, signal.SIGINT)  # as a terminal does: to all that share it
    _, errors = build.communicate(timeout=10)
    assert time.monotonic() - before < 1.0
    assert errors.decode().count("Traceback") == 1
    assert errors.decode().endswith("KeyboardInterrupt\n")
    wait_until_gone(build.pid, limit_s=1.0)


def test_two_builds_at_once_share_the_store(tmp_path, whole):
    builds = [started(tmp_path, jobs=jobs) for jobs in (1, 3)]
    for build in builds:
        output, errors = build.communicate(timeout=60)
        assert errors == b""
        assert sum(map(int, output.split()[-2:])) == COUNT
    assert content(tmp_path) == whole
