"""Draw a cover from title and author, or make a given picture fit for players.

Text or a picture comes in, a JPEG goes out.  The same book always has the same
cover: colours and the waveform under the title are taken from its name.
"""

from __future__ import annotations

import functools
import hashlib
import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from audiobook.errors import AudiobookError
from audiobook.model import Meta
from audiobook.publishing.tags import one_line, series_and_part

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

    Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

SIZE = 2400  # pixels a side: what shops ask for
MARGIN = 320  # from the edge to the text
LARGEST_GIVEN = 3000  # pixels; a larger picture is made smaller
TITLE_HEIGHT = 1000
LARGEST_TYPE = 350
LEADING = 1.16
SPACE = 0.28  # between words, for a type of 1
MOST_LINES = 7
MOST_WORDS = 40  # more is no title
MOST_LETTERS = 70  # of an author
Colour = tuple[int, int, int]
# Ground, its darker foot, paper, accent: quiet pairs, white text of at least 7:1 on each.
PALETTES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    ((28, 52, 72), (13, 26, 39), (246, 240, 228), (226, 168, 94)),
    ((74, 32, 40), (38, 14, 20), (248, 238, 226), (224, 164, 120)),
    ((30, 62, 54), (12, 30, 27), (243, 242, 228), (214, 184, 108)),
    ((56, 44, 82), (26, 19, 42), (244, 238, 244), (214, 156, 176)),
    ((48, 48, 52), (20, 20, 23), (244, 241, 235), (206, 120, 84)),
    ((20, 66, 78), (8, 32, 40), (240, 244, 238), (232, 150, 110)),
)
# Tried in turn for scripts that Pillow's own font lacks; none of them is required.
OTHER_FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "NotoSansCJK-Regular.ttc", "Arial.ttf")


def fit_cover(cover: bytes) -> bytes:
    """Give a picture back as players can show it: JPEG or PNG of at most 3000 pixels.

    Raises AudiobookError where it is no picture.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(cover)) as image:
            if image.format in ("JPEG", "PNG") and max(image.size) <= LARGEST_GIVEN:
                return cover
            image.thumbnail((LARGEST_GIVEN, LARGEST_GIVEN))
            return _jpeg(image.convert("RGB"))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as err:
        raise AudiobookError(
            "the cover cannot be read as a picture", "give a JPEG or PNG file with --cover"
        ) from err


def draw_cover(meta: Meta) -> bytes:
    """Draw a square cover that bears the title and the author, as a JPEG."""
    from PIL import ImageDraw

    digest = hashlib.sha256(f"{meta.title}\n{meta.author}".encode()).digest()
    ground, foot, paper, accent = PALETTES[digest[0] % len(PALETTES)]
    image = _ground(ground, foot)
    draw = ImageDraw.Draw(image)
    _frame(draw, accent)
    _waveform(image, digest, accent)
    series, part = series_and_part(meta.series)
    _tracked(draw, f"{series} · {part}" if part else series, 330, 54, accent)
    _title(draw, one_line(meta.title), paper)
    _tracked(draw, one_line(meta.author), 2010, 78, paper)
    return _jpeg(image)


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=86)
    return file.getvalue()


def _ground(top: Colour, foot: Colour) -> Image.Image:
    from PIL import Image

    shade = Image.linear_gradient("L").resize((1, SIZE))
    column = Image.composite(
        Image.new("RGB", (1, SIZE), foot), Image.new("RGB", (1, SIZE), top), shade
    )
    return column.resize((SIZE, SIZE), Image.Resampling.NEAREST)


def _frame(draw: ImageDraw.ImageDraw, colour: Colour) -> None:
    for inset, width in ((120, 7), (146, 2)):
        draw.rectangle((inset, inset, SIZE - inset, SIZE - inset), outline=colour, width=width)


def _waveform(image: Image.Image, digest: bytes, colour: Colour) -> None:
    """A line of speech: two bursts with a breath between, mirrored about its axis."""
    from PIL import Image, ImageDraw

    bars, pitch, width, tallest, axis = 47, 34, 14, 190, 1690
    scale = 2  # Pillow's shapes have hard edges: drawn larger, then made smaller
    mask = Image.new("L", (bars * pitch * scale, 2 * tallest * scale))
    pen = ImageDraw.Draw(mask)
    for bar in range(bars):
        place = (bar + 0.5) / bars
        swell = math.sin(math.pi * place) ** 0.8
        breath = 1 - 0.85 * math.exp(-(((place - 0.62) / 0.035) ** 2))
        detail = 0.35 + 0.65 * digest[1 + bar % (len(digest) - 1)] / 255
        half = max(width / 2, tallest * swell * breath * detail) * scale
        left = (bar * pitch + (pitch - width) / 2) * scale
        box = (left, tallest * scale - half, left + width * scale, tallest * scale + half)
        pen.rounded_rectangle(box, radius=width * scale / 2, fill=255)
    mask = mask.resize((bars * pitch, 2 * tallest), Image.Resampling.LANCZOS)
    image.paste(colour, ((SIZE - mask.width) // 2, axis - tallest), mask)


def _title(draw: ImageDraw.ImageDraw, title: str, colour: Colour) -> None:
    words = title.split()[:MOST_WORDS]
    measure = _font(title, 100)
    if measure is None or not words:
        return
    size, lines = _fitted(words, [measure.getlength(word) / 100 for word in words])
    font = _font(title, size) or measure
    leading = size * LEADING
    top = 900 - leading * len(lines) / 2
    for number, line in enumerate(lines):
        middle = top + leading * (number + 0.5)
        draw.text((SIZE / 2, middle), line, font=font, fill=colour, anchor="mm")


def _fitted(words: list[str], widths: list[float]) -> tuple[int, list[str]]:
    """The largest type in which the words fit, and their lines; widths for a type of 1.

    >>> _fitted(["One", "Step", "for", "You"], [1.9, 2.2, 1.2, 1.8])
    (350, ['One Step', 'for You'])
    """
    best: tuple[int, list[str]] = (0, [])
    for count in range(1, min(MOST_LINES, len(words)) + 1):
        breaks = _breaks(tuple(widths), count)
        longest = max(_length(widths[a:b]) for a, b in breaks)
        fits = min((SIZE - 2 * MARGIN) / longest, TITLE_HEIGHT / (count * LEADING))
        size = min(int(fits), LARGEST_TYPE)
        if size > best[0]:
            best = size, [" ".join(words[a:b]) for a, b in breaks]
    return best


def _breaks(widths: tuple[float, ...], count: int) -> list[tuple[int, int]]:
    """Share words out over lines as evenly as can be: the least sum of squared lengths."""

    @functools.cache
    def best(first: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 1:
            return _length(widths[first:]) ** 2, (len(widths),)
        return min(
            (cost + _length(widths[first:last]) ** 2, (last, *rest))
            for last in range(first + 1, len(widths) - lines + 2)
            for cost, rest in (best(last, lines - 1),)
        )

    ends = best(0, count)[1]
    return list(zip((0, *ends), ends, strict=False))


def _length(widths: Sequence[float]) -> float:
    return sum(widths) + SPACE * (len(widths) - 1)


def _tracked(draw: ImageDraw.ImageDraw, text: str, middle: int, size: int, colour: Colour) -> None:
    """Set a line in spaced capitals, smaller where it is long."""
    text = text.upper()
    measure = _font(text, 100)
    if measure is None or not text:
        return
    if len(text) > MOST_LETTERS:
        text = text[: MOST_LETTERS - 1].rstrip() + "…"
    widest = (sum(map(measure.getlength, text)) + 18 * len(text)) / 100
    size = min(size, int((SIZE - 2 * MARGIN) / widest))
    font = _font(text, size) or measure
    space = 0.18 * size
    left = (SIZE - sum(map(font.getlength, text)) - space * (len(text) - 1)) / 2
    for letter in text:
        draw.text((left, middle), letter, font=font, fill=colour, anchor="lm")
        left += font.getlength(letter) + space


@functools.cache
def _font(text: str, size: int) -> ImageFont.FreeTypeFont | None:
    """A font that has every letter of the text; None where this machine has none."""
    from PIL import ImageFont

    own = ImageFont.load_default(size)
    if isinstance(own, ImageFont.FreeTypeFont) and _has_all(own, text):
        return own
    for name in OTHER_FONTS:
        try:
            other = ImageFont.truetype(name, size)
        except OSError:
            continue
        if _has_all(other, text):
            return other
    return None


def _has_all(font: ImageFont.FreeTypeFont, text: str) -> bool:
    """Tell whether no letter falls to the box that stands for a missing one."""
    missing = bytes(font.getmask("\U0010ffff"))
    return all(bytes(font.getmask(letter)) != missing for letter in set(text) - {" "})
