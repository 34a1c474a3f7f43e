"""A run's result card: 1200 by 630 pixels, in the game's look, for previews of links to it.

It is drawn twice as large and then made smaller, which smooths what Pillow draws without."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
SCALE = 2
COLOURS = 96  # flat ones, and the shades between them: a third of the bytes
NO_CHARACTER = "\uffff"  # which no font has

FONT = Path(__file__).parent / "fonts" / "Nunito-ExtraBold.ttf"

# The light tokens of assets/styles/tokens.css.
PAPER, CARD, LINE, INK, MUTED, ACCENT = "#f4ecdf", "#fffaf2", "#e0d1bc", "#2a1f18", "#6d5a4b", "#b02a10"
CAP_LIGHT, CAP, WALL, WELL, WELL_RIM, GOLD = "#ff7a55", "#ec4323", "#93200b", "#3a2a21", "#d8c6ae", "#cd8010"

LEFT, RIGHT, BASE = 96, 1104, 544
CURVE_HEIGHT = 128
WIDEST = 56  # of a column; a short run has few
BUTTON = (966, 252, 112)


class Result(NamedTuple):
    """What a card says: a *score* and its *unit*, whose it was, *facts*, *where* and when, and the *curve*'s counts."""

    score: str
    unit: str
    handle: str
    facts: str
    where: str
    curve: Sequence[int]


def draw(result: Result) -> bytes:
    """Draw the card, as PNG."""
    card = _Card()
    card.box((40, 40, 1160, 590), CARD, radius=48, line=LINE)
    _draw_button(card, *BUTTON)
    width = card.write((LEFT, 252), result.score, 150, INK, most=520)
    card.write((LEFT + width + 18, 252), result.unit, 44, MUTED)
    handle = result.handle if card.has(result.handle) else "a player"
    card.write((LEFT, 326), f"by {handle}", 50, ACCENT, most=700)
    card.write((LEFT, 382), result.facts, 32, MUTED, most=700)
    card.write((RIGHT, 110), result.where, 28, MUTED, anchor="rs")
    card.write((LEFT, 110), "Click the Button", 34, INK)
    _draw_curve(card, result.curve)
    return card.png()


def _draw_button(card: "_Card", x: int, y: int, radius: int) -> None:
    card.circle(x, y + radius * 0.06, radius * 1.12, WELL_RIM)
    card.circle(x, y + radius * 0.08, radius * 1.06, WELL)
    card.circle(x, y + radius * 0.08, radius * 0.94, WALL)
    card.circle(x, y - radius * 0.06, radius * 0.94, CAP_LIGHT)
    card.circle(x, y - radius * 0.04, radius * 0.92, CAP)
    card.circle(x, y - radius * 0.04, radius * 0.66, WALL)
    card.circle(x, y - radius * 0.02, radius * 0.66, CAP_LIGHT)
    card.circle(x, y - radius * 0.01, radius * 0.64, CAP)


def _draw_curve(card: "_Card", curve: Sequence[int]) -> None:
    top = max(curve, default=0)
    card.box((LEFT, BASE, RIGHT, BASE + 4), LINE, radius=2)
    each = min(WIDEST, (RIGHT - LEFT) / max(len(curve), 1))
    gap = each / 5
    for place, count in enumerate(curve):
        if count:
            height = max(6.0, CURVE_HEIGHT * count / top)
            left = LEFT + place * each
            card.box((left, BASE - height, left + each - gap, BASE), GOLD if count == top else CAP, radius=8)


class _Card:
    """A picture to draw on, by the pixels of the card."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, corners: tuple[float, float, float, float], colour: str, *, radius: float, line: str = "") -> None:
        """Draw a box with round corners."""
        left, top, right, bottom = (each * SCALE for each in corners)
        round_s = min(radius * SCALE, (right - left) / 2, (bottom - top) / 2)
        self._draw.rounded_rectangle(
            (left, top, right, bottom), round_s, colour, outline=line or None, width=SCALE * 2 if line else 0
        )

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a circle round a point."""
        x, y, radius = x * SCALE, y * SCALE, radius * SCALE
        self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)

    def write(
        self, at: tuple[float, float], text: str, size: int, colour: str, *, most: int = 0, anchor: str = "ls"
    ) -> float:
        """Write *text* on a line, smaller if it is wider than *most*; give its width."""
        font = ImageFont.truetype(FONT, size * SCALE)
        width = font.getlength(text) / SCALE
        if most and width > most:
            font = ImageFont.truetype(FONT, int(size * SCALE * most / width))
            width = font.getlength(text) / SCALE
        self._draw.text((at[0] * SCALE, at[1] * SCALE), text, colour, font, anchor=anchor)
        return width

    def has(self, text: str) -> bool:
        """Tell whether the font has every character of *text*."""
        font = ImageFont.truetype(FONT, 32)
        nothing = _glyph(NO_CHARACTER, font)
        return all(each.isspace() or _glyph(each, font) != nothing for each in text)

    def png(self) -> bytes:
        """Give the picture as a file."""
        small = self._image.resize(SIZE, Image.Resampling.LANCZOS)
        file = BytesIO()
        small.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def _glyph(character: str, font: ImageFont.FreeTypeFont) -> bytes:
    picture = Image.new("L", (64, 64))
    ImageDraw.Draw(picture).text((8, 8), character, 255, font)
    return picture.tobytes()
