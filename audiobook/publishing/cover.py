"""Draw a cover from title and author, or make a given picture fit for players.

Text or a picture comes in, a JPEG goes out.  The same book always has the same
cover: colours and the waveform under the title are taken from its name.
"""

from __future__ import annotations

import functools
import hashlib
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from audiobook.errors import AudiobookError
from audiobook.model import Meta
from audiobook.publishing.tags import one_line, series_and_part

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

SIZE = 2400  # pixels a side: what shops ask for
MARGIN = 320  # from the edge to the text
SMALL = 800  # pixels, in chapter files
LARGEST_GIVEN = 3000  # pixels; a larger picture is made smaller
TITLE_HEIGHT = 1000
LARGEST_TYPE = 350
LARGEST_SUBTITLE = 110
TITLE_AXIS = 900
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
# Tried in turn for what Pillow's own font lacks; none of them is required.
OTHER_FONTS = (
    *("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf"),
    *("segoeui.ttf", "arial.ttf", "Arial.ttf", "Helvetica.ttc", "Arial Unicode.ttf"),
    *("NotoSansCJK-Regular.ttc", "YuGothM.ttc", "msyh.ttc", "PingFang.ttc"),
)
PLAIN = str.maketrans({"—": "-", "–": "-", "‐": "-", "„": "“", "‚": "‘", "№": "No."})
BARE = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l"}
    | {"Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the title, ready to be set."""

    text: str
    font: ImageFont.FreeTypeFont
    leading: float
    colour: Colour


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


def small_cover(cover: bytes) -> bytes:
    """Make a cover small enough to stand in each of many files."""
    from PIL import Image

    if not cover:
        return cover
    with Image.open(io.BytesIO(cover)) as image:
        image.thumbnail((SMALL, SMALL))
        return _jpeg(image.convert("RGB"))


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
    _title(draw, one_line(meta.title), paper, accent)
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


def _title(draw: ImageDraw.ImageDraw, title: str, paper: Colour, accent: Colour) -> None:
    """Set the title large, and what follows its dash or colon smaller beneath."""
    main, *rest = re.split(r"\s+[—–-]+\s+|:\s+", title, maxsplit=1)
    height = TITLE_HEIGHT if not rest else TITLE_HEIGHT - 280
    lines = _lines(main, LARGEST_TYPE, height, paper)
    below = _lines(rest[0], LARGEST_SUBTITLE, 240, accent) if rest else []
    gap = 70 if below else 0
    top = TITLE_AXIS - (sum(line.leading for line in (*lines, *below)) + gap) / 2
    for number, line in enumerate((*lines, *below)):
        top += gap if number == len(lines) else 0
        middle = (SIZE / 2, top + line.leading / 2)
        draw.text(middle, line.text, font=line.font, fill=line.colour, anchor="mm")
        top += line.leading


def _lines(text: str, largest: int, height: int, colour: Colour) -> list[_Line]:
    family, text = _family(text)
    words = text.split()[:MOST_WORDS]
    if family is None or not words:
        return []
    measure = _font(family, 100)
    widths = [measure.getlength(word) / 100 for word in words]
    size, lines = _fitted(words, widths, largest, height)
    font = _font(family, size)
    return [_Line(text=line, font=font, leading=size * LEADING, colour=colour) for line in lines]


def _fitted(
    words: list[str], widths: list[float], largest: int, height: int
) -> tuple[int, list[str]]:
    """The largest type in which the words fit, and their lines; widths for a type of 1.

    >>> _fitted(["One", "Step", "for", "You"], [1.9, 2.2, 1.2, 1.8], 350, 1000)
    (350, ['One Step', 'for You'])
    """
    best: tuple[int, list[str]] = (0, [])
    for count in range(1, min(MOST_LINES, len(words)) + 1):
        breaks = _breaks(tuple(widths), count)
        longest = max(_length(widths[a:b]) for a, b in breaks)
        fits = min((SIZE - 2 * MARGIN) / longest, height / (count * LEADING))
        size = min(int(fits), largest)
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
    family, text = _family(text.upper())
    if family is None or not text:
        return
    if len(text) > MOST_LETTERS:
        text = text[: MOST_LETTERS - 1].rstrip() + "…"
    measure = _font(family, 100)
    widest = (sum(map(measure.getlength, text)) + 18 * len(text)) / 100
    size = min(size, int((SIZE - 2 * MARGIN) / widest))
    font = _font(family, size)
    space = 0.18 * size
    left = (SIZE - sum(map(font.getlength, text)) - space * (len(text) - 1)) / 2
    for letter in text:
        draw.text((left, middle), letter, font=font, fill=colour, anchor="lm")
        left += font.getlength(letter) + space


@functools.cache
def _family(text: str) -> tuple[str | None, str]:
    """Find a font that can show the text, and the text as it can show it.

    Pillow's own font has neither dashes nor accents.  Dashes become hyphens for it; for
    accents another font is looked for, and only without one do they fall off.  None is for
    a script of which no font is here: the cover then does without the words.
    """
    plain = text.translate(PLAIN)
    bare = "".join(c for c in normalize("NFKD", plain) if not combining(c)).translate(BARE)
    choices = [("", text), ("", plain), *((name, text) for name in OTHER_FONTS), ("", bare)]
    return next((choice for choice in choices if _can_show(*choice)), (None, text))


def _can_show(family: str, text: str) -> bool:
    """Tell whether no letter falls to the box that stands for a missing one."""
    try:
        font = _font(family, 40)
    except OSError:
        return False
    missing = bytes(font.getmask("\U0010ffff"))
    return all(bytes(font.getmask(letter)) != missing for letter in set(text) - {" "})


@functools.cache
def _font(family: str, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    if family:
        return ImageFont.truetype(family, size)
    own = ImageFont.load_default(size)
    assert isinstance(own, ImageFont.FreeTypeFont)  # Pillow is built with FreeType everywhere
    return own
