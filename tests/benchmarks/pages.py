"""Everybody's certificate side by side: the same words have to stand in the same place."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from tests.benchmarks.certificates import SERIF

WIDTH, HEIGHT, LINE, COLUMNS = 560, 396, 34, 4
_PAPER, _INK = "#ffffff", "#202020"


def contact_sheet(folder: Path) -> Path:
    """Draws `pages.png` from the certificates kept in the folder."""
    pages = sorted((folder / "pages").iterdir())
    rows = -(-len(pages) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * WIDTH, rows * (HEIGHT + LINE)), _PAPER)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(SERIF, 22)
    for place, path in enumerate(pages):
        x, y = place % COLUMNS * WIDTH, place // COLUMNS * (HEIGHT + LINE)
        sheet.paste(_page(path).resize((WIDTH, HEIGHT), Image.Resampling.BOX), (x, y + LINE))
        draw.text((x + 8, y + 4), path.stem, font=font, fill=_INK)
    target = folder / "pages.png"
    sheet.save(target)
    return target


def _page(path: Path) -> Image.Image:
    if path.suffix != ".pdf":
        return Image.open(path).convert("RGB")
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=1.5).to_pil().convert("RGB")
