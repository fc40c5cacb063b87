"""The receipt knows the program by its code, not by its version alone."""

from __future__ import annotations

from audiobook.pipeline.program import PACKAGE, ROOMS, digest


def copy(tmp_path, name):
    package = tmp_path / name
    for room in ROOMS:
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").write_text(f'"""The room {room}."""\n')
    (package / "publishing" / "page.html").write_text("<html>")
    return package


def test_the_same_code_in_another_place_is_the_same_program(tmp_path):
    assert digest(copy(tmp_path, "one")) == digest(copy(tmp_path, "two"))


def test_a_changed_page_or_line_is_another_program(tmp_path):
    first = digest(copy(tmp_path, "one"))
    page, line, compiled = (copy(tmp_path, name) for name in ("page", "line", "compiled"))
    (page / "publishing" / "page.html").write_text("<html lang=en>")
    (line / "mixing" / "__init__.py").write_text("LIMIT = 1\n")
    (compiled / "mixing" / "__pycache__").mkdir()
    (compiled / "mixing" / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"\0")
    assert len({first, digest(page), digest(line)}) == 3
    assert digest(compiled) == first


def test_every_room_that_shapes_a_file_is_there():
    assert all((PACKAGE / room).is_dir() for room in ROOMS)
