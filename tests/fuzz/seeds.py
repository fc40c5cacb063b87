"""Small right inputs for every target, made here so that nothing need be stored."""

from __future__ import annotations

import io
import plistlib
import quopri
import zipfile

PROSE = (
    "The Lighthouse\n\nCHAPTER I.\n\nThe storm came in from the west. “Run!” said Anna at 9:05.\n"
    "It cost £3 10s. 6d. in 1895, near St. James St.\n\n* * *\n\nDr. Hale read No. 5, i.e. the\n"
    "last one; Louis XIV had 1/2 of it — Не спеши — λόγος.\n\nCHAPTER II.\n\n    A verse line,\n"
    "    another verse line.\n\nOпe Step for Yoυ, daпciпg aloпe.\n[12]\n- 14 -\n"
)
MARKDOWN = (
    "---\ntitle: The Lighthouse\nauthor: A. Keeper\n---\n\n# The Lighthouse\n\n## One\n\nSome *soft* and "
    "**loud** text.[^1]\n\n<!-- inferred: opener: Backstage, -->\n\n* * *\n\n> A letter.\n\n1. One\n2. Two\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n## Two\n\nMore `code` &amp; so on.\n\n[^1]: A note.\n"
)
HTML = (
    "<html><head><title>T</title><style>p.x{margin-top:3em}</style></head><body><h1>One</h1><p>Text <i>it</i>."
    "</p><hr class='tb'/><p class=x>More&nbsp;text.</p><p>&nbsp;</p><p>* * *</p><blockquote>Q</blockquote></body></html>"
)
FB2 = (
    '<?xml version="1.0"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
    "<book-title>B</book-title><lang>en</lang></title-info></description><body><section><title><p>One</p></title>"
    "<p>Text.</p><empty-line/><p>More.</p></section></body></FictionBook>"
)
RTF = r"{\rtf1\ansi{\fonttbl\f0 Times;}\f0 Some {\i soft} text.\par More \u8212? text.\par}"
TOML = (
    '[book]\ntitle = "B"\n[voice]\nengine = "tone"\nrate = 1.1\n[pauses]\nscene = 2.5\n[clean]\nforbid = ["a"]\n'
    '[clean.force]\nx = "y"\n[lexicon]\nAoife = "EE-fa"\n"re:\\\\d+" = "n"\n[cast]\nMark = {voice = "high", pitch = 2}\n'
)


def seeds(name: str) -> list[bytes]:
    """Give the right inputs for a target."""
    return {
        "txt": [PROSE.encode(), PROSE.encode("cp1251", "replace"), PROSE.encode("utf-16")],
        "md": [MARKDOWN.encode()],
        "html": [HTML.encode()],
        "mhtml": [_mhtml()],
        "webarchive": [_webarchive(plistlib.FMT_XML), _webarchive(plistlib.FMT_BINARY)],
        "pdf": [_pdf()],
        "fb2": [FB2.encode()],
        "rtf": [RTF.encode()],
        "epub": [_epub()],
        "docx": [_docx()],
        "odt": [_odt()],
        "clean": [PROSE.encode(), "Мама мыла раму.".encode(), "ｆｕｌｌ 𝐛𝐨𝐥𝐝 naïve".encode()],
        "wording": [PROSE.encode(), b"At 10:30 p.m. on 4/7/1776 $1 million, 5th, 50%, http://x.y"],
        "settings": [TOML.encode()],
        "manuscript": [MARKDOWN.encode(), PROSE.encode()],
    }[name]


def _mhtml() -> bytes:
    page = quopri.encodestring(HTML.encode()).decode("ascii")
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n--B\n'
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"{page}\n--B\nContent-Type: text/css\n\np {{}}\n--B--\n"
    ).encode("ascii")


def _webarchive(form: plistlib.PlistFormat) -> bytes:
    main = {"WebResourceData": HTML.encode(), "WebResourceTextEncodingName": "UTF-8"}
    return plistlib.dumps({"WebMainResource": main}, fmt=form)


def _pdf() -> bytes:
    """Two columns, a tall capital, a head and a foot; its table of places is left out."""
    drawn = [(72, 760, 9, "THE ROAD"), (300, 20, 9, "7"), (72, 700, 30, "T")]
    for left in (92, 320):
        drawn += [(left, 712 - 12 * at, 10, f"word {at} by word it went on") for at in range(9)]
    text = "".join(f"BT /F {size} Tf {x} {y} Td ({said}) Tj ET\n" for x, y, size, said in drawn)
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[4 0 R]/Count 1>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>"
        "/Contents 5 0 R>>",
        f"<</Length {len(text)}>>\nstream\n{text}endstream",
    )
    body = "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Size 6/Root 1 0 R>>\n%%EOF\n".encode("latin-1")


def _zipped(members: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as book:
        for name, text in members.items():
            book.writestr(zipfile.ZipInfo(name), text)
    return held.getvalue()


def _epub() -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>B</dc:title><dc:language>en</dc:language></metadata><manifest><item id='a' href='a.xhtml' "
        "media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    page = HTML.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">')
    return _zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "b.opf": package,
            "a.xhtml": page.replace("&nbsp;", " ").replace("class=x", 'class="x"'),
        }
    )


def _docx() -> bytes:
    text = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr>'
        '<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:rPr><w:i/></w:rPr>'
        "<w:t>Some text.</w:t></w:r></w:p></w:body></w:document>"
    )
    kinds = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return _zipped({"[Content_Types].xml": kinds, "word/document.xml": text})


def _odt() -> bytes:
    text = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        '<text:h text:outline-level="1">One</text:h><text:p>Some text.</text:p></office:text></office:body>'
        "</office:document-content>"
    )
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text})
