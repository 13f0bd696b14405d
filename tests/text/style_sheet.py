"""Every style on one page, to look at: `python -m tests.text.style_sheet OUT.png`."""

from __future__ import annotations

import sys
from itertools import count

from PIL import Image, ImageDraw

from certgen.compose import Assets
from certgen.elements.base import Box
from certgen.elements.text.model import Fit, Outline, Shadow, TextElement, TextStyle
from certgen.layout import Layout, PageSize
from certgen.render.page import render

COLUMNS, WIDTH, HEIGHT, GAP, DPI = 3, 95.0, 22.0, 8.0, 130
WRAP = Fit(wrap=True)
THAI = "ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่าได้ผ่านการอบรมหลักสูตรการพัฒนาซอฟต์แวร์ระดับสูง"
LONG = "for outstanding achievement in the Advanced Course on Certificate Design, held in Lisbon"
GOLD = "#d09010"

ROWS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("thin outline", "Maria Ángel Žižek", {"outline": Outline(width=0.5, color="#c00000")}),
    ("outline, bold", "MAVERICK", {"outline": Outline(width=3, color=GOLD), "weight": 700}),
    ("thick outline", "Wjkl AWMVN", {"font": "Cinzel", "outline": Outline(width=6, color=GOLD)}),
    ("outline, script", "fjord", {"font": "Great Vibes", "outline": Outline(width=2, color=GOLD)}),
    ("shadow", "Shadow Ägypten", {"font": "Playfair Display", "shadow": Shadow(), "weight": 700}),
    ("glow", "Glow", {"shadow": Shadow(dx=0, dy=0, blur=2, color="#ff8000", opacity=0.9)}),
    ("shadow, outline", "Both", {"shadow": Shadow(dx=1, dy=1), "outline": Outline(width=1.5)}),
    ("see-through", "Half opaque", {"opacity": 0.5, "outline": Outline(width=1, color="#f00000")}),
    ("turned", "Turned by 12°", {"rotation": 12.0}),
    ("imitated bold", "Maria Quentin", {"font": "Great Vibes", "weight": 700}),
    ("imitated bold", "محمد عبد الله 山田太郎", {"weight": 700}),
    ("imitated italic", "Slanted fjord", {"font": "Montserrat", "italic": True}),
    ("small capitals", "Maria von Ángel 12", {"case": "small-caps"}),
    ("imitated ones", "Maria von Ángel 12", {"case": "small-caps", "font": "Inter"}),
    ("first letters", "SEAN O'REILLY VAN DYK", {"case": "title"}),
    ("spaced capitals", "certificate", {"case": "upper", "letter_spacing": 0.3}),
    ("old-style figures", "1234567890", {"features": ("onum",)}),
    ("swashes", "Queen ABRTK", {"features": ("swsh",), "italic": True}),
    ("markup", "**bold**, *italic*, ***both***", {"markup": True}),
    ("marks without a place", "Ọ̀ṣun M̄ J̌ ị́ j̃", {"font": "Dancing Script"}),
    ("stacked marks", "Ẫ M̄̂́ Ọ̀", {}),
    ("long name", "Hubert Wolfeschlegelsteinhausenbergerdorff", {}),
    ("long name, wrapped", "Hubert Wolfeschlegelsteinhausenbergerdorff", {"fit": WRAP}),
    ("balanced", LONG, {"size": 16.0, "fit": WRAP}),
    ("justified", LONG, {"size": 16.0, "fit": WRAP, "align": "justify"}),
    ("Thai sentence", THAI, {"size": 16.0, "fit": WRAP}),
    ("Nastaliq", "محمد علی جناح", {"language": "ur"}),
)


def element(place: int, name: str, text: str, changes: dict[str, object]) -> TextElement:
    """A text in its cell of the sheet."""
    style = {key: value for key, value in changes.items() if key in TextStyle.__struct_fields__}
    own = {key: value for key, value in changes.items() if key not in style}
    down, across = divmod(place, COLUMNS)
    box = Box(
        x=GAP + across * (WIDTH + GAP), y=GAP + down * (HEIGHT + GAP), width=WIDTH, height=HEIGHT
    )
    look = TextStyle(**({"size": 30.0} | style))
    return TextElement(id=f"t{place}", name=name, box=box, content=text, style=look, **own)


def sheet() -> Image.Image:
    """All styles, each in its box."""
    elements = tuple(map(element, count(), *zip(*ROWS, strict=True)))
    last = elements[-1].box
    page = PageSize(width=GAP + COLUMNS * (WIDTH + GAP), height=last.y + HEIGHT + GAP)
    image = render(Layout(page=page, elements=elements), {}, Assets(), dpi=DPI)
    pen, scale = ImageDraw.Draw(image), DPI / 25.4
    for each in elements:
        box = tuple(edge * scale for edge in each.box.rect)
        pen.rectangle(box, outline="#f0a0a0")
        pen.text((box[0], box[1] - 14), each.name, fill="#888888")
    return image


if __name__ == "__main__":
    sheet().save(sys.argv[1])
