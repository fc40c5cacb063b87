"""A page that a browser saved as one file is read as the page."""

from __future__ import annotations

import plistlib
import quopri

import pytest

from audiobook.errors import StoryError
from audiobook.reading import read

PAGE = (
    '<html lang="en"><head><title>The Letter</title></head><body><nav>Home</nav><article>'
    "<h1>The Letter</h1><p>“You will have to sign for it,” he said – and so she did.</p>"
    "</article></body></html>"
)
SAID = "“You will have to sign for it,” he said – and so she did."


def mhtml(kind, page):
    coded = quopri.encodestring(page).decode("ascii")
    return (
        "From: <Saved by Blink>\nSubject: The Letter\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--B--"\n\n\n'
        "----B--\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
        f"----B--\nContent-Type: {kind}\nContent-Transfer-Encoding: quoted-printable\n\n{coded}\n"
        "----B--\nContent-Type: text/css\n\np { color: red }\n----B----\n"
    ).encode("ascii")


@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page.html", "page.txt"])
@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("text/html", PAGE.replace("<head>", '<head><meta charset="utf-8">').encode()),
        ("text/html; charset=utf-8", PAGE.encode()),
        ("text/html; charset=windows-1252", PAGE.encode("cp1252")),
    ],
)
def test_a_page_saved_by_chrome(tmp_path, name, kind, page):
    path = tmp_path / name
    path.write_bytes(mhtml(kind, page).replace(b"\n", b"\r\n"))
    found = read(path)
    assert found.meta.title == "The Letter"
    assert [block.text for block in found.blocks if block.kind == "text"] == [SAID]
    assert [(d.reason, d.text) for d in found.dropped] == [("page furniture", "Home")]


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_saved_by_safari(tmp_path, form):
    path = tmp_path / "page.webarchive"
    main = {"WebResourceData": PAGE.encode("cp1252"), "WebResourceTextEncodingName": "windows-1252"}
    path.write_bytes(plistlib.dumps({"WebMainResource": main}, fmt=form))
    assert [block.text for block in read(path).blocks if block.kind == "text"] == [SAID]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("page.mhtml", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nIt rained.\n", "no page"),
        ("page.webarchive", b"bplist00 and nothing else", "no web archive"),
        ("page.webarchive", b"<plist><dict><key>a</key></dict></plist>", "no web archive"),
        ("page.webarchive", plistlib.dumps({"WebMainResource": "x"}), "no web archive"),
    ],
)
def test_what_is_no_saved_page_is_told(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(StoryError, match=says) as told:
        read(path)
    assert "Save the page again" in told.value.hint
