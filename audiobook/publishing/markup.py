"""Story text to markup: the one place where text becomes HTML.

Text comes in as the story has it; what goes out is well-formed both as HTML and
as XML, and can never be more than text with emphasis.  EPUB and player share it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from audiobook.model import Paragraph, Sentence, Span
from audiobook.publishing.order import emphasis

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_UNSPACED = {"ja", "km", "lo", "my", "th", "yue", "zh"}
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}


def escaped(text: str) -> str:
    """Escape text for an element or a quoted attribute; drop what XML 1.0 cannot hold.

    >>> escaped('</script> & "x"' + chr(0))
    '&lt;/script&gt; &amp; &quot;x&quot;'
    """
    return "".join(_ENTITIES.get(letter, letter) for letter in printable(text))


def printable(text: str) -> str:
    """Drop what XML 1.0 cannot hold: control characters and the like."""
    return _NOT_XML.sub("", text)


def body(sentence: Sentence) -> Span:
    """Say which stretch of a sentence is text, without the spaces around it."""
    written = sentence.written
    start = len(written) - len(written.lstrip())
    return (start, max(start, len(written.rstrip())))


def inline(sentence: Sentence) -> str:
    """Mark up the text of one sentence, emphasis as `<em>`.

    >>> from audiobook.model import Part
    >>> part = Part(written="It was <late>. ", emphasis=((7, 13),))
    >>> inline(Sentence(id="c01s01p001t1", parts=(part,)))
    'It was <em>&lt;late&gt;</em>.'
    """
    written = sentence.written
    at, last = body(sentence)
    pieces: list[str] = []
    for start, end in sorted(emphasis(sentence)):
        start, end = max(start, at), min(end, last)
        if start < end:
            pieces.append(escaped(written[at:start]))
            pieces.append(f"<em>{escaped(written[start:end])}</em>")
            at = end
    return "".join(pieces) + escaped(written[at:last])


def block(
    paragraph: Paragraph, language: str, span: Callable[[Sentence], str], heading: str
) -> str:
    """Mark up a paragraph by its kind; a section's heading becomes a `heading` element ("h2").

    `span` marks up one sentence, without the spaces around it.
    """
    id = paragraph.id
    text = _joined(paragraph, language, span)
    if paragraph.kind == "verse":
        return f'<p class="verse" id="{id}">{text}</p>'
    if paragraph.kind == "heading":
        return f'<{heading} id="{id}">{text}</{heading}>'
    if paragraph.kind == "quote":
        return f'<blockquote><p id="{id}">{text}</p></blockquote>'
    return f'<p id="{id}">{text}</p>'


def _joined(paragraph: Paragraph, language: str, span: Callable[[Sentence], str]) -> str:
    """Set the sentences of a paragraph in a row: verse by lines, the rest with a space between."""
    spans = [span(sentence) for sentence in paragraph.sentences]
    if paragraph.kind == "verse":
        return "<br/>\n".join(spans)
    return ("" if language.split("-")[0].lower() in _UNSPACED else " ").join(spans)


def direction(language: str) -> str:
    """Say which way a language is written.

    >>> direction("he-IL"), direction("en")
    ('rtl', 'ltr')
    """
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def image_type(image: bytes) -> str:
    """Tell JPEG from PNG by the first bytes; "" for neither."""
    if image.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/png" if image.startswith(b"\x89PNG\r\n\x1a\n") else ""
