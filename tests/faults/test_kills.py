"""Killed, hung up on or stopped at any moment: the old book or the new one, and nothing lost."""

from __future__ import annotations

import random
import signal
import subprocess
import time

import pytest

pytestmark = pytest.mark.slow


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
