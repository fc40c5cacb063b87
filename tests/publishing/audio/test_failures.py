"""A file is whole or not there, and a good one outlives a failed successor."""

from __future__ import annotations

import errno
import stat
import sys

import pytest

from audiobook.errors import AudiobookError, SoundError
from audiobook.files import replacing, write_whole
from audiobook.mixing import codecs, encoded
from audiobook.publishing import publish


def _write_half(path, error):
    with replacing(path) as part:
        part.write_text("half")
        raise error


@pytest.mark.parametrize(
    ("code", "hint"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "close the program"), (errno.EIO, "--output")],
)
def test_a_refused_write_names_the_remedy_and_leaves_the_old_file(tmp_path, code, hint):
    path = write_whole(tmp_path / "book.srt", "old")
    with pytest.raises(AudiobookError, match="cannot write") as caught:
        _write_half(path, OSError(code, "refused"))
    assert hint in caught.value.hint
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        _write_half(tmp_path / "book.m4b", KeyboardInterrupt())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", ["wav", "flac"])  # made in one go, and of segments
@pytest.mark.parametrize(
    "body",
    [
        "sys.stdin.buffer.read(1000); sys.exit(255)",
        "sys.stdin.buffer.read(); open(sys.argv[-1], 'wb').write(b'fLaC')",
        "import shutil; sys.stdin.buffer.read(); shutil.copy(SHORT, sys.argv[-1])",
    ],
    ids=["killed", "broken file", "short file"],
)
def test_what_ffmpeg_leaves_unfinished_never_takes_a_good_book_s_place(
    tmp_path, make_edition, monkeypatch, body, format
):
    short = make_edition(tmp_path / "short", (("c01", "One", (0,)),), name="short")
    publish(short, (format,))
    edition = make_edition(tmp_path, (("c01", "One", (0, 1)),))
    publish(edition, (format,))
    for kept in edition.sound.folder.glob("*"):
        kept.unlink()
    good = (edition.folder / f"salt.{format}").read_bytes()
    version = codecs.ffmpeg_version()
    fake = tmp_path / "ffmpeg"
    body = body.replace("SHORT", repr(str(short.folder / f"short.{format}")))
    fake.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"if '-version' in sys.argv: print({version!r}); sys.exit()\n{body}\n"
    )
    fake.chmod(fake.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("AUDIOBOOK_FFMPEG", str(fake))
    codecs.ffmpeg.cache_clear()
    codecs.ffmpeg_version.cache_clear()
    try:
        with pytest.raises(SoundError):
            publish(edition, (format,))
    finally:
        monkeypatch.undo()
        codecs.ffmpeg.cache_clear()
        codecs.ffmpeg_version.cache_clear()
    assert (edition.folder / f"salt.{format}").read_bytes() == good
    assert not list(edition.folder.glob(".*"))


def test_a_segment_too_short_never_takes_a_good_book_s_place(tmp_path, make_edition):
    edition = make_edition(tmp_path, (("c01", "One", (0, 1)), ("c02", "Two", (2,))))
    publish(edition, ("m4b",))
    good = (edition.folder / "salt.m4b").read_bytes()
    first, second = encoded(edition.sound)
    first.path.write_bytes(second.path.read_bytes())  # whole, but another's
    with pytest.raises(SoundError, match="frames of sound; the book has"):
        publish(edition, ("m4b",))
    assert (edition.folder / "salt.m4b").read_bytes() == good
