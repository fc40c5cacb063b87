"""Small books made on the spot: each builder writes a file and gives its path."""

from __future__ import annotations

import zipfile

import pytest

OPF = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="i">x</dc:identifier>{meta}</metadata>
<manifest>{items}</manifest><spine{toc}>{spine}</spine>{guide}</package>"""
CONTAINER = """<?xml version="1.0"?><container version="1.0"
xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>t</title><link rel="stylesheet" href="s.css" type="text/css"/></head>
<body{attributes}>{body}</body></html>"""
META = "<dc:title>A Book</dc:title><dc:creator>Ann Author</dc:creator><dc:language>en</dc:language>"
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<body><nav epub:type="toc"><h1>Contents</h1><ol>{links}</ol></nav></body></html>"""


@pytest.fixture
def zipped(tmp_path):
    """Write a zip of named texts or bytes."""

    def write(name, members, compression=zipfile.ZIP_DEFLATED):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", compression) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return path

    return write


@pytest.fixture
def epub(zipped):
    """Write an EPUB of pages: name to body, or to (body, attributes of the body)."""

    def write(pages, *, css="", meta=META, nav="", ncx="", guide="", skip=(), extra=None):
        items = '<item id="css" href="s.css" media-type="text/css"/>'
        spine = ""
        members = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
        for number, (name, page) in enumerate(pages.items()):
            body, attributes = page if isinstance(page, tuple) else (page, "")
            members[f"OEBPS/{name}"] = PAGE.format(body=body, attributes=attributes)
            items += f'<item id="p{number}" href="{name}" media-type="application/xhtml+xml"/>'
            linear = ' linear="no"' if name in skip else ""
            spine += f'<itemref idref="p{number}"{linear}/>'
        if nav:
            kind = 'media-type="application/xhtml+xml" properties="nav"'
            items += f'<item id="n" href="nav.xhtml" {kind}/>'
            members["OEBPS/nav.xhtml"] = NAV.format(links=nav)
        if ncx:
            items += '<item id="x" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
            members["OEBPS/toc.ncx"] = ncx
        members["OEBPS/s.css"] = css
        members["OEBPS/content.opf"] = OPF.format(
            meta=meta, items=items, spine=spine, guide=guide, toc=' toc="x"' if ncx else ""
        )
        members.update(extra or {})
        return zipped("book.epub", members)

    return write


@pytest.fixture
def docx(zipped):
    """Write a DOCX of the XML inside its body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def write(body, *, styles="", **members):
        document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        files = {"[Content_Types].xml": "<Types/>", "word/document.xml": document}
        if styles:
            files["word/styles.xml"] = f'<w:styles xmlns:w="{space}">{styles}</w:styles>'
        for name, content in members.items():
            root = f'<w:{name} xmlns:w="{space}">{content}</w:{name}>'
            files[f"word/{name}.xml"] = root
        return zipped("book.docx", files)

    return write


@pytest.fixture
def odt(zipped):
    """Write an ODT of the XML inside its text."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "style", "drawing", "table", "meta")
    )
    spaces += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    spaces += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'

    def write(text, *, styles=""):
        content = (
            f"<office:document-content {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{text}</office:text>"
            "</office:body></office:document-content>"
        )
        kind = "application/vnd.oasis.opendocument.text"
        return zipped("book.odt", {"mimetype": kind, "content.xml": content})

    return write


@pytest.fixture
def pdf(tmp_path):
    """Write a PDF of pages: each a list of (left, top, size, text), in points from the top."""

    def write(pages):
        objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            "",
            "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        ]
        kids = []
        for page in pages:
            drawn = "".join(
                f"BT /F {size} Tf {left} {792 - top} Td ({text}) Tj ET\n"
                for left, top, size, text in page
            )
            objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}endstream")
            objects.append(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>"
                f"/Contents {len(objects)} 0 R>>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
        data, places = "%PDF-1.4\n", []
        for number, content in enumerate(objects, start=1):
            places.append(len(data))
            data += f"{number} 0 obj\n{content}\nendobj\n"
        start = len(data)
        data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
        data += "".join(f"{place:010d} 00000 n \n" for place in places)
        data += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        path = tmp_path / "book.pdf"
        path.write_bytes(data.encode("latin-1"))
        return path

    return write
