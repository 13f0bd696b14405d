from __future__ import annotations

import random
import struct
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from certgen.errors import FontError
from certgen.font_check import check_font, font_coverage
from certgen.font_index import FOLDER
from certgen.fontbook import FontBook

CINZEL = (FOLDER / "cinzel" / "Cinzel_400Regular.ttf").read_bytes()
VARIABLE = (FOLDER / "playfair-display" / "PlayfairDisplay-Italic[wght].ttf").read_bytes()
SHIPPED = [face for family in FontBook.shipped().families for face in family.faces]


def changed(data, change):
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    change(font)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def collection(*fonts):
    """A .ttc of whole fonts one after the other, every table offset moved accordingly."""
    header = 12 + 4 * len(fonts)
    body, starts = b"", []
    for data in fonts:
        start = header + len(body)
        starts.append(start)
        moved = bytearray(data)
        for record in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
            offset = struct.unpack_from(">I", data, record + 8)[0]
            struct.pack_into(">I", moved, record + 8, offset + start)
        body += bytes(moved)
    return b"ttcf" + struct.pack(">II", 0x00010000, len(fonts)) + _offsets(starts) + body


def _offsets(starts):
    return b"".join(struct.pack(">I", start) for start in starts)


@pytest.mark.parametrize("face", SHIPPED, ids=lambda face: face.file)
def test_every_shipped_font_passes_with_the_facts_of_the_index(face):
    data = (FOLDER / face.file).read_bytes()
    (checked,) = check_font(data, "font.ttf")
    assert checked.family == face.family
    assert (checked.key, checked.weight, checked.italic) == (face.key, face.weight, face.italic)
    assert checked.axes == face.axes
    assert checked.notes == ()


@pytest.mark.parametrize("face", SHIPPED[:8], ids=lambda face: face.file)
def test_coverage_equals_the_index(face):
    book = FontBook.shipped()
    ref = book.choose(face.family, face.weight, face.italic)
    assert font_coverage(book.data(ref)) == book.coverage(ref)


def test_axes_and_italic_are_read_from_the_file():
    (face,) = check_font(VARIABLE, "x.ttf")
    assert face.italic
    assert [(a.tag, a.minimum, a.default, a.maximum) for a in face.axes] == [
        ("wght", 400, 400, 900)
    ]


def test_collection_gives_every_face():
    bold = (FOLDER / "inter" / "Inter_700Bold.ttf").read_bytes()
    faces = check_font(collection(CINZEL, bold), "two.ttc")
    assert [(f.family, f.weight, f.index) for f in faces] == [("Cinzel", 400, 0), ("Inter", 700, 1)]
    book, family = FontBook().with_font(collection(CINZEL, bold), "two.ttc")
    assert family.name == "Cinzel"
    assert book.choose("Inter", 700).index == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a font file"),
        (b"Not a font, a letter.", "not a font file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "not a font file"),
        (b"wOFF" + bytes(50), "a web font"),
        (b"wOF2" + bytes(50), "a web font"),
        (b"PK\x03\x04" + bytes(50), "a ZIP file"),
        (b"ttcf" + bytes(4), "not a font file"),
        (b"ttcf" + struct.pack(">II", 0x10000, 4_000_000), "which cannot be"),
        (b"OTTO" + bytes(50), "is damaged"),
        (CINZEL[:20_000], "is damaged|no letters"),
    ],
)
def test_other_and_damaged_files_are_refused_by_name(data, message):
    with pytest.raises(FontError, match=message) as caught:
        check_font(data, "Feier.ttf")
    assert "Feier.ttf" in caught.value.message
    assert caught.value.hint


def test_font_without_letters_is_refused():
    def strip(font):
        for table in font["cmap"].tables:
            table.cmap = {point: name for point, name in table.cmap.items() if point == 0x20}

    with pytest.raises(FontError, match="no letters or digits"):
        check_font(changed(CINZEL, strip), "blank.ttf")


def test_font_that_draws_nothing_is_refused():
    def empty(font):
        blank = font["glyf"]["space"]
        for name in font.getGlyphOrder():
            font["glyf"][name] = blank

    with pytest.raises(FontError, match="is damaged"):
        check_font(changed(CINZEL, empty), "blank.ttf")


def test_font_with_impossible_widths_is_refused():
    def widen(font):
        font["hmtx"]["n"] = (font["head"].unitsPerEm * 5, 0)

    with pytest.raises(FontError, match="wider than 4 times"):
        check_font(changed(CINZEL, widen), "wide.ttf")


def test_too_large_a_file_is_refused_before_it_is_opened():
    with pytest.raises(FontError, match="65 MB"):
        check_font(b"OTTO" + bytes(65 * 2**20), "big.otf")


@pytest.mark.parametrize(("fs_type", "noted"), [(0, 0), (2, 1), (4, 0), (8, 0), (0x200, 1)])
def test_fonts_not_to_be_embedded_say_so(fs_type, noted):
    def forbid(font):
        font["OS/2"].fsType = fs_type

    (face,) = check_font(changed(CINZEL, forbid), "x.ttf")
    assert len(face.notes) == noted


@pytest.mark.parametrize(
    ("said", "weight"), [(4, 400), (7, 700), (0, 400), (5000, 400), (350, 350)]
)
def test_odd_weight_classes_are_understood(said, weight):
    def weigh(font):
        font["OS/2"].usWeightClass = said

    assert check_font(changed(CINZEL, weigh), "x.ttf")[0].weight == weight


def test_nameless_font_is_called_after_its_file():
    def forget(font):
        font["name"].names = []

    assert check_font(changed(CINZEL, forget), "Festschrift.ttf")[0].family == "Festschrift"


def test_damage_anywhere_passes_or_is_refused_but_never_breaks():
    dice = random.Random(7)
    refused = 0
    for _ in range(150):
        data = bytearray(CINZEL)
        reach = len(data) if dice.random() < 0.5 else 1500
        for _ in range(dice.choice((1, 5, 50, 500))):
            data[dice.randrange(reach)] = dice.randrange(256)
        try:
            check_font(bytes(data), "x.ttf")
        except FontError:
            refused += 1
    assert 0 < refused < 150
