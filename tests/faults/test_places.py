"""Odd paths, odd locales, no home, full disks, folders that vanish."""

from __future__ import annotations

import os
import shutil
import subprocess
import time

import pytest

pytestmark = pytest.mark.slow

ODD_NAMES = [
    "with space.txt", "quo'te\".txt", "new\nline.txt", "Москва 東京 é.txt", "-dash.txt",
    "a;b=c#d.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_file_name_is_built(tmp_path, bench_for, name):
    bench = bench_for(tmp_path / "the 'odd' \"folder\" é", name)
    bench.built()
    assert (bench.folder / f"{bench.story.stem}.m4b").stat().st_size > 1000


def test_a_locale_of_c_builds_the_same_bytes(bench, whole):
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "HOME": str(bench.root)}
    bench.built(env=plain | pythonpath())
    assert bench.book == whole.book


def test_no_home_folder_is_no_obstacle_with_a_cache_given(bench, whole):
    bench.built(env={"PATH": os.environ["PATH"], "HOME": "/nowhere"} | pythonpath())
    assert bench.book == whole.book


def pythonpath():
    return {k: v for k, v in os.environ.items() if k == "PYTHONPATH"}


@pytest.mark.parametrize("lost", ["output", "cache"])
def test_a_folder_that_vanishes_while_building_is_one_clear_line_or_made_again(bench, whole, lost):
    process = bench.start()
    time.sleep(0.8)
    shutil.rmtree(bench.root / lost, ignore_errors=True)
    _, stderr = process.communicate(timeout=60)
    assert b"Traceback" not in stderr
    assert b"unforeseen" not in stderr
    bench.built()
    assert bench.book == whole.book


@pytest.fixture
def small_disk(tmp_path):
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize("what", ["cache", "output"])
def test_a_full_disk_is_one_clear_line_and_the_next_build_goes_on(bench, whole, small_disk, what):
    place = bench.root / what
    full = small_disk / "ballast"
    full.write_bytes(b"x" * (1_900_000 if what == "output" else 1_000_000))
    place.symlink_to(small_disk)
    done = bench.build()
    assert done.returncode in (10, 13, 14), done.stderr
    assert "error: " in done.stderr
    assert "unforeseen" not in done.stderr
    assert "space" in done.stderr or "room" in done.stderr
    full.unlink()
    place.unlink()
    bench.built()
    assert bench.book == whole.book


def test_a_full_disk_leaves_the_old_book_whole(bench, small_disk):
    (bench.root / "output").symlink_to(small_disk)
    bench.built("-t", "m4b")
    old = bench.book
    ballast = small_disk / "ballast"
    free = shutil.disk_usage(small_disk).free
    ballast.write_bytes(b"x" * max(0, free - 60_000))
    bench.story.write_text(bench.story.read_text().replace("river", "bridge"))
    assert bench.build().returncode != 0
    assert bench.book == old


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folders")
def test_a_read_only_output_folder_is_named(bench, small_disk):
    (bench.root / "output").symlink_to(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = bench.build()
    assert done.returncode == 10
    assert str(bench.output) in done.stderr
    assert "read" in done.stderr
