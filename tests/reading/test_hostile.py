"""Whatever a file holds, the answer is a clear error in bounded time and memory."""

from __future__ import annotations

import io
import os
import struct
import time
import tracemalloc
import zipfile

import pytest

from audiobook.errors import StoryError
from audiobook.reading import read, read_many

ENTITIES = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">'
    for before, after in zip("abcdefghi", "bcdefghij", strict=True)
)


def refused(path):
    """Give the error, having checked that it came soon, cheaply and with advice."""
    tracemalloc.start()
    start = time.monotonic()
    with pytest.raises(StoryError) as caught:
        read(path)
    assert time.monotonic() - start < 2
    assert tracemalloc.get_traced_memory()[1] < 50e6
    tracemalloc.stop()
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n \t\n", "empty"),
        ("nuls.txt", b"It was\0 dark." * 50, "NUL"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        ("program", b"\x7fELF\x02\x01\x01\0", "program"),
        ("noise.txt", bytes(range(1, 32)) * 40, "control characters"),
        ("half.txt", b"\xff\xfeI\0t\0 \0\xd8", "UTF-16"),
        ("book.mobi", b"x" * 60 + b"BOOKMOBI" + b"x" * 60, "Kindle"),
        ("book.azw3", b"x" * 200, "Kindle"),
        ("book.txt", b"x" * 60 + b"BOOKMOBI" + b"x" * 60, "Kindle"),
        ("book.tex", b"\\documentclass{book}", "TeX"),
        ("book.org", b"* One", "Org"),
        ("book.srt", b"1\n00:00:01,000 --> 00:00:02,000\nIt rained.\n", "subtitles"),
        ("book.json", b'{"text": "It rained."}', "data"),
        ("book.epub", b"It is no zip at all.", "no EPUB"),
        ("book.docx", b"It is no zip at all.", "no DOCX"),
        ("book.pdf", b"It is no PDF at all.", "no PDF"),
        ("book.doc", b"\xd0\xcf\x11\xe0" * 40, "old Word"),
        ("book.fb2", b"<FictionBook><body><p>never closed", "damaged"),
    ],
)
def test_a_file_that_is_no_story(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    error = refused(path)
    assert says in error.message
    assert error.hint or says == "damaged"


def test_a_damaged_pdf_is_named(tmp_path):
    pytest.importorskip("pypdfium2")
    path = tmp_path / "book.pdf"
    path.write_bytes(b"%PDF-1.4 and then nothing")
    assert "damaged" in str(refused(path))


def test_kindle_hint_is_a_command(tmp_path):
    path = tmp_path / "my book.mobi"
    path.write_bytes(b"x")
    assert 'ebook-convert "my book.mobi" "my book.epub"' in refused(path).hint


def test_a_folder_and_a_missing_file(tmp_path):
    assert "folder" in refused(tmp_path).message
    (tmp_path / "story.txt").write_text("It was dark.")
    assert "story.txt" in refused(tmp_path / "stroy.txt").hint
    assert refused(tmp_path / "no" / "such.txt").hint


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("It was dark.")
    path.chmod(0)
    assert "may not be read" in refused(path).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert "ordinary" in refused(path).message


def test_no_files_at_all():
    with pytest.raises(StoryError):
        read_many([])


def test_zip_bomb(epub):
    path = epub({"a.xhtml": "<p>" + "x" * 60_000_000 + "</p>"})
    assert path.stat().st_size < 200_000
    assert "unpacks to" in refused(path).message


def test_pages_that_are_too_much_together(epub, monkeypatch):
    monkeypatch.setattr("audiobook.reading.archive.LARGEST_TOTAL", 5000)
    pages = {f"p{n}.xhtml": f"<p>It was dark, {n}.</p>" * 20 for n in range(10)}
    assert "unpacks" in refused(epub(pages)).message


def test_zip_with_too_many_files(tmp_path):
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_100):
            archive.writestr(str(number), b"")
    assert "too long" in refused(path).message


def test_zip_whose_directory_claims_to_be_huge(epub):
    path = epub({"a.xhtml": "<p>It was dark.</p>"})
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<L", data, at + 12, 0xFFFFFFFF)
    path.write_bytes(data)
    assert "too long" in refused(path).message


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95, 0.999])
def test_truncated_zip(epub, share):
    path = epub({"a.xhtml": "<p>It was dark.</p>"})
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert "cut short" in refused(path).message


def test_damaged_member(epub):
    path = epub({"a.xhtml": "<p>It was dark, and the rain fell on the road.</p>" * 50})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("OEBPS/a.xhtml")
    for offset in range(60, 90):
        data[info.header_offset + offset] ^= 0xFF
    path.write_bytes(data)
    assert "damaged" in refused(path).message


def test_password_on_a_zip(epub):
    path = epub({"a.xhtml": "<p>It was dark.</p>"})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    path.write_bytes(data)
    assert "encrypted" in refused(path).message


def locks(algorithm, name):
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
        ' xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{name}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_locked_pages_are_refused_but_hidden_fonts_are_not(epub):
    aes = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    page = {"a.xhtml": "<p>It was dark.</p>"}
    locked = epub(page, extra={"META-INF/encryption.xml": locks(aes, "OEBPS/a.xhtml")})
    assert "encrypted" in refused(locked).message
    hidden = locks("http://www.idpf.org/2008/embedding", "OEBPS/f.otf")
    assert read(epub(page, extra={"META-INF/encryption.xml": hidden})).blocks


def test_entity_bomb_expands_to_nothing(epub, tmp_path):
    body = "<html xmlns='x'><body><p>Dark &j; night</p></body></html>"
    page = f"<?xml version='1.0'?>{ENTITIES}]>{body}"
    path = epub({"a.xhtml": ""}, extra={"OEBPS/a.xhtml": page})
    assert [block.text for block in read(path).blocks] == ["Dark night"]
    book = f"{ENTITIES}]><FictionBook><body><section><p>&j;a</p></section></body></FictionBook>"
    fb2 = tmp_path / "book.fb2"
    fb2.write_text(book.replace("x [", "FictionBook ["))
    assert [block.text for block in read(fb2).blocks] == ["a"]


def test_external_entities_are_never_opened(epub, tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("it went to the network"))
    kinds = (f'SYSTEM "file://{secret}"', 'SYSTEM "http://127.0.0.1:9/x"')
    for kind in kinds:
        page = (
            f'<!DOCTYPE html [<!ENTITY e {kind}>]><html xmlns="http://www.w3.org/1999/xhtml">'
            f'<head><link rel="stylesheet" href="{secret}"/></head>'
            '<body><p>It was &e; dark.</p><img src="http://127.0.0.1:9/x.png"/></body></html>'
        )
        path = epub({"a.xhtml": ""}, extra={"OEBPS/a.xhtml": page})
        assert [block.text for block in read(path).blocks] == ["It was dark."]


@pytest.mark.parametrize("link", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd"])
def test_links_that_lead_outside(epub, link):
    assert "outside" in refused(epub({link: "<p>It was dark.</p>"})).message


def test_link_to_the_network_is_refused(epub):
    assert "outside" in refused(epub({"http://127.0.0.1/a.xhtml": "<p>x</p>"})).message


def test_deep_nesting_and_odd_markup_end_well(epub):
    deep = "<div>" * 5000 + "It was dark." + "</div>" * 5000
    manuscript = read(epub({"a.xhtml": deep, "b.xhtml": "<p>It rained.</p>"}))
    assert manuscript.blocks[-1].text == "It rained."


def test_package_without_pages(zipped):
    path = zipped("book.epub", {"META-INF/container.xml": "<container/>"})
    assert "package" in refused(path).message


def test_zip_that_is_no_book(zipped):
    assert "ZIP archive" in refused(zipped("book.zip", {"a.txt": "It was dark."})).message
    assert "no text" in refused(zipped("t.xlsx", {"[Content_Types].xml": "<x/>"})).message


def test_pdf_scan(pdf):
    pytest.importorskip("pypdfium2")
    error = refused(pdf([[], [], []]))
    assert "scan" in error.message
    assert "ocr" in error.hint


def test_long_runs_take_linear_time(tmp_path):
    """Patterns that could backtrack see long runs of what they look for."""
    start = time.monotonic()
    for run in ("_a ", "* ", "> ", "- ", "[1", " ", "I", "“", "\\", "<b", "<!-- ", "=", "#"):
        for name in ("story.txt", "story.md", "story.html"):
            path = tmp_path / name
            path.write_text("It was dark.\n\n" + run * 8_000 + "\n\nIt ended.\n")
            assert read(path).blocks
    assert time.monotonic() - start < 20
