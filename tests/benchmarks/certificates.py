"""The job that benchmarks measure: two templates in two sizes, people, three fields."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIZES = {"L": (3508, 2480), "M": (2000, 1414)}
PAGE_MM = (297.0, 210.0)
FONTS = Path(__file__).parents[2] / "fonts"
SERIF = FONTS / "eb-garamond" / "EBGaramond[wght].ttf"
NAVY, GOLD, GRAY = (27, 42, 73), (176, 141, 60), (68, 68, 68)

FIELDS = (
    # column, middle across and down, width, size (pixels of an A4 page at 300 dpi), color
    ("name", 1754, 1020, 2300, 190, NAVY),
    ("course", 1754, 1460, 2300, 100, (140, 90, 20)),
    ("date", 825, 2000, 640, 60, (40, 40, 40)),
)
FIRST = (
    "Ada",
    "Liu",
    "Alexandria",
    "Maximilian",
    "Zoë",
    "José",
    "Priya",
    "Oluwaseun",
    "Ingrid",
    "Søren",
    "Çağla",
    "Bartholomew",
    "Mei",
    "Konstantinos",
    "Fatima",
    "Guadalupe",
    "Thomas",
    "Anne-Marie",
    "Ngozi",
    "Li",
)
LAST = (
    "Ng",
    "Lovelace",
    "Featherstonehaugh",
    "Müller",
    "García-Márquez",
    "Venkataraman",
    "Adeyemi-Okonkwo",
    "Þórsdóttir",
    "Kowalczyk",
    "Smith",
    "Papadopoulos",
    "al-Rashid",
    "O’Brien",
    "Johansson",
    "Wu",
    "Fernández",
)
COURSES = (
    "Introduction to Data Science",
    "Advanced Welding Safety",
    "Machine Learning with Python",
    "First Aid",
    "Bread Baking for Beginners",
    "Quantum Computing Bootcamp 2026",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
)


def people(count: int, seed: int = 3) -> list[dict[str, str]]:
    """Names of all lengths; courses and dates that repeat as they do in lists."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        middle = [chance.choice(FIRST)] if chance.random() < 0.3 else []
        name = " ".join([chance.choice(FIRST), *middle, chance.choice(LAST)])
        date = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} 2026"
        made.append({"name": name, "course": chance.choice(COURSES), "date": date})
    return made


def template_file(folder: Path, kind: str, size: str) -> Path:
    """A template as PNG, made if it is not there yet."""
    path = folder / f"{kind}-{size}.png"
    if not path.exists():
        width, height = SIZES[size]
        image = photo(width, height) if kind == "photo" else flat(width, height)
        out = io.BytesIO()
        image.save(out, "PNG", dpi=(width / PAGE_MM[0] * 25.4,) * 2)
        path.write_bytes(out.getvalue())
    return path


def background(folder: Path, kind: str) -> Path:
    """The template as its owner would put it into a PDF: a photograph is a JPEG."""
    png = template_file(folder, kind, "L")
    if kind == "flat":
        return png
    path = folder / "photo.jpg"
    if not path.exists():
        Image.open(png).save(path, quality=90, dpi=(300, 300))
    return path


def fields(width: float) -> Iterator[tuple]:
    """The fields on a page of this width: column, middle across and down, width, size, color."""
    unit = width / 3508
    for column, x, y, wide, size, color in FIELDS:
        yield column, x * unit, y * unit, wide * unit, size * unit, color


def flat(width: int, height: int) -> Image.Image:
    """Areas of one color, lines and letters with smooth edges, as design programs export them."""
    large = Image.new("RGB", (2 * width, 2 * height), (255, 253, 246))
    draw = ImageDraw.Draw(large)
    wave = [
        (x, 2 * height * (0.9 + 0.04 * math.sin(x / width * 3) - 0.03 * math.cos(x / width * 5)))
        for x in range(0, 2 * width + 1, 4)
    ]
    draw.polygon([*wave, (2 * width, 2 * height), (0, 2 * height)], fill=(233, 238, 247))
    draw.rectangle((0, 0, 2 * width, height // 20), fill=NAVY)
    _ornament(draw, 2 * width, 2 * height)
    return large.reduce(2)


def photo(width: int, height: int) -> Image.Image:
    """Parchment as a camera sees it: slow changes of light, and noise in every pixel."""
    chance = np.random.default_rng(7)
    light = np.zeros((height, width), np.float32)
    for waves, strength in ((4, 26), (9, 16), (24, 9), (64, 6), (200, 4)):
        coarse = chance.standard_normal((waves * height // width + 2, waves + 2))
        spread = Image.fromarray(coarse.astype(np.float32)).resize((width, height))
        light += strength * np.asarray(spread)
    paper = np.stack([228 + light, 212 + 0.95 * light, 178 + 0.8 * light], axis=-1)
    paper += chance.normal(0, 2.2, (height, width, 1)) + chance.normal(0, 1.1, paper.shape)
    image = Image.fromarray(np.clip(paper, 0, 255).astype(np.uint8))
    _ornament(ImageDraw.Draw(image), width, height)
    return image


def _ornament(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    unit = width / 3508
    for inset, thick, color in ((60, 18, NAVY), (100, 6, GOLD), (125, 3, GOLD)):
        at = inset * unit
        box = (at, at, width - at, height - at)
        draw.rectangle(box, outline=color, width=max(1, round(thick * unit)))
    for x in (300 * unit, width - 300 * unit):
        for y in (300 * unit, height - 300 * unit):
            for turn in range(8):
                _rosette(draw, x, y, unit, turn)
    draw.circle((width / 2, height - 430 * unit), 150 * unit, fill=GOLD)
    draw.circle((width / 2, height - 430 * unit), 120 * unit, outline=NAVY, width=round(6 * unit))
    for words, y, size, color in (
        ("CERTIFICATE OF ACHIEVEMENT", 520, 150, NAVY),
        ("This certificate is proudly presented to", 760, 70, GRAY),
        ("for the successful completion of", 1330, 70, GRAY),
    ):
        font = ImageFont.truetype(SERIF, size * unit)
        draw.text((width / 2, y * unit), words, font=font, fill=color, anchor="ms")


def _rosette(draw: ImageDraw.ImageDraw, x: float, y: float, unit: float, turn: int) -> None:
    points = []
    for degree in range(361):
        angle = math.radians(degree)
        radius = (130 + 40 * math.sin(6 * angle + turn * math.pi / 8)) * unit
        points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    draw.line(points, fill=GOLD, width=max(1, round(2 * unit)))
