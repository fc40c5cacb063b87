"""Of a name that stands for no file, the file that was meant."""

from __future__ import annotations

import pytest

from audiobook.files import near


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("thre.txt", "three.txt"),
        ("three", "three.txt"),
        ("Three.md", "three.txt"),
        ("nope.txt", ""),  # alike in their ending only
        ("win.text", "win.txt"),
    ],
)
def test_a_file_is_near_by_its_name_not_by_its_ending(tmp_path, asked, hint):
    for name in ("three.txt", "win.txt"):
        (tmp_path / name).touch()
    wanted = f"Did you mean {tmp_path / hint}?" if hint else "Check the spelling."
    assert near(tmp_path / asked) == wanted
