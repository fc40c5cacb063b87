"""Killed, hung up on or stopped at any moment: the old book or the new one, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.processes import command_of, processes_of

pytestmark = pytest.mark.slow
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def kill_one(process, name):
    """Kill a process of a build by its command, as soon as there is one; False if none came."""
    while process.poll() is None:
        for pid in processes_of(process.pid):
            if name in command_of(pid):
                time.sleep(random.uniform(0, 0.05))
                with contextlib.suppress(ProcessLookupError):  # it has ended meanwhile
                    os.kill(pid, signal.SIGKILL)
                    return True
    return False


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGHUP, signal.SIGINT, signal.SIGTERM])
def test_a_killed_build_goes_on_to_the_same_bytes(bench, whole, sign, round_number):
    process = bench.start()
    time.sleep(random.uniform(0.2, 1.2))
    process.send_signal(sign)
    process.communicate(timeout=30)
    kept = len(bench.clips())
    again = bench.built()
    assert bench.book == whole.book
    assert again["spoken"] == len(whole.clips()) - kept
    assert bench.leftovers() == []


@linux
@pytest.mark.parametrize("name", [b"ffmpeg", b"spawn_main"], ids=["encoder", "worker"])
def test_a_killed_helper_costs_at_most_one_clear_line(bench_for, tmp_path, name, round_number):
    bench = bench_for(tmp_path, "walk.txt", paragraphs=200)
    process = bench.start(start_new_session=True)
    hit = kill_one(process, name)
    _, stderr = process.communicate(timeout=120)
    assert hit or process.returncode == 0
    if process.returncode:
        assert process.returncode == 14, stderr
        assert b"was killed by signal 9" in stderr
        assert not bench.folder.exists() or not list(bench.folder.glob("*.m4b"))
    left = bench.book if process.returncode == 0 else None
    bench.built()
    assert left in (None, bench.book)
    assert subprocess.run([*bench.command()[:3], "check", str(bench.folder)]).returncode == 0
    assert bench.leftovers() == []


def test_a_killed_rebuild_leaves_the_old_book_whole(bench, whole, round_number):
    bench.built()
    old = bench.book
    bench.story.write_text(bench.story.read_text().replace("river", "bridge"))
    process = bench.start()
    time.sleep(random.uniform(0.3, 1.0))
    process.kill()
    process.communicate(timeout=30)
    left = bench.book
    bench.built()
    assert left in (old, bench.book)


def test_an_interrupted_build_says_what_is_kept_and_ends_within_a_second(bench):
    process = bench.start(start_new_session=True)
    time.sleep(0.7)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, stderr = process.communicate(timeout=30)
    if process.returncode == 130:
        assert time.monotonic() - began < 2
        assert b"every sentence spoken so far is kept" in stderr


def test_a_reader_that_goes_away_is_no_error(bench):
    process = bench.start("--dry-run")
    process.stdout.close()
    process.wait(timeout=30)
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


def test_a_second_build_at_the_same_time_is_refused_and_the_first_is_whole(bench, whole):
    first = bench.start()
    deadline = time.monotonic() + 20
    while not (bench.folder / ".lock").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    second = bench.build()
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert bench.book == whole.book
    if second.returncode:
        assert second.returncode == 10
        assert f"process {first.pid}" in second.stderr


def test_two_stories_share_one_store_at_the_same_time(bench, whole):
    other = bench.root / "copy.txt"
    other.write_text(bench.story.read_text())
    first = bench.start()
    command = [part.replace("walk.txt", "copy.txt") for part in bench.command()]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60)
    first.communicate(timeout=60)
    assert (first.returncode, second.returncode) == (0, 0)
    assert bench.book == whole.book
