from __future__ import annotations

import io

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace
from PIL import Image

from certgen.elements.text.artwork import text_artwork
from certgen.elements.text.model import Outline, Shadow
from certgen.errors import RenderError
from certgen.geometry import Matrix, Rect, rotation, scaling, translation
from certgen.text.harfbuzz import Pixels
from certgen.text.raster import rasterize
from certgen.text.raster_mask import mask_of, outlined
from tests.text.setting import EM, element


def mark_of(text, fonts, **style):
    """One line in the box font, 10 mm to the em, its baseline starting at 0, 0."""
    artwork = text_artwork(element(500, 100, align="left", **style), text, fonts, "")
    return artwork.marks[0]


def at_origin(mark, matrix):
    return translation(-mark.x, -mark.y).then(matrix)


def laid(mark, matrix, fonts, size=(120, 60), clip=None):
    """The tiles over white."""
    image = Image.new("RGB", size, "white")
    for tile in rasterize(mark, matrix, fonts, clip):
        if tile.kind == "mask":
            mask = tile.image.point(lambda v, o=tile.opacity: round(v * o))
            image.paste(tile.color, (tile.left, tile.top), mask)
        else:
            image.paste(tile.image, (tile.left, tile.top), tile.image)
    return image


def ink_box(image):
    return image.convert("L").point(lambda v: 255 - v).getbbox()


def test_a_square_covers_its_pixels_exactly(box_fonts):
    mark = mark_of("a", box_fonts, color="#ff0000")
    matrix = at_origin(mark, scaling(2).then(translation(10, 30)))
    (tile,) = rasterize(mark, matrix, box_fonts)
    assert (tile.kind, tile.color, tile.image.mode, tile.opacity) == ("mask", (255, 0, 0), "L", 1.0)
    image = laid(mark, matrix, box_fonts)
    assert ink_box(image) == (11, 22, 19, 30)
    assert image.getpixel((11, 22)) == image.getpixel((18, 29)) == (255, 0, 0)


def test_half_covered_pixels_are_half_inked(box_fonts):
    mark = mark_of("a", box_fonts)
    matrix = at_origin(mark, scaling(2).then(translation(10.5, 30)))
    (tile,) = rasterize(mark, matrix, box_fonts)
    assert tile.image.getpixel((11 - tile.left, 25 - tile.top)) == pytest.approx(128, abs=1)


@pytest.mark.parametrize("degrees", [0, 30, 90, 197])
@pytest.mark.parametrize("text", ["Maria Ángel", "محمد"])
def test_a_pixel_does_not_depend_on_the_cut(fonts, text, degrees):
    style = {"font": "Great Vibes", "outline": Outline(), "shadow": Shadow(blur=0.7)}
    mark = mark_of(text, fonts, **style)
    matrix = at_origin(mark, rotation(degrees).then(scaling(3)).then(translation(150, 150)))
    whole = laid(mark, matrix, fonts, (300, 300))
    pieces = Image.new("RGB", (300, 300), "white")
    for left in range(0, 300, 70):
        for top in range(0, 300, 53):
            clip = Rect(left, top, min(left + 70, 300), min(top + 53, 300))
            part = laid(mark, matrix, fonts, (300, 300), clip)
            box = tuple(map(int, clip))
            pieces.paste(part.crop(box), box[:2])
    assert ink_box(whole) is not None
    assert pieces.tobytes() == whole.tobytes()


def test_nothing_is_drawn_outside_of_the_clip(box_fonts):
    mark = mark_of("aaaa", box_fonts)
    matrix = at_origin(mark, scaling(2).then(translation(10, 30)))
    (tile,) = rasterize(mark, matrix, box_fonts, Rect(20, 0, 30, 60))
    assert (tile.left, tile.image.width) == (20, 10)
    assert list(rasterize(mark, matrix, box_fonts, Rect(200, 0, 300, 60))) == []


def test_tiles_stay_within_the_ink_the_mark_says(fonts):
    mark = mark_of("Queensberry fjord", fonts, font="Great Vibes", outline=Outline(width=2))
    for tile in rasterize(mark, scaling(4), fonts):
        box = tile.image.getbbox()
        ink = mark.ink
        assert tile.left + box[0] >= ink.left * 4 - 1
        assert tile.top + box[1] >= ink.top * 4 - 1
        assert tile.left + box[2] <= ink.right * 4 + 1
        assert tile.top + box[3] <= ink.bottom * 4 + 1


def test_the_outline_lies_around_the_letters(box_fonts):
    outline = Outline(width=72 / 25.4, color="#00ff00")
    mark = mark_of("a", box_fonts, outline=outline, color="#000000")
    matrix = at_origin(mark, scaling(4).then(translation(20, 40)))
    image = laid(mark, matrix, box_fonts)
    assert ink_box(image) == (18, 20, 42, 44)
    assert image.getpixel((20, 30)) == (0, 255, 0)
    assert image.getpixel((30, 30)) == (0, 0, 0)
    corner = image.getpixel((18, 20))
    assert corner == (255, 255, 255), "outlines are round"


def test_the_shadow_lies_behind_moved_and_soft(box_fonts):
    shadow = Shadow(dx=2, dy=1, blur=0.5, color="#0000ff", opacity=0.5)
    mark = mark_of("a", box_fonts, shadow=shadow, color="#ff0000")
    matrix = at_origin(mark, scaling(4).then(translation(20, 40)))
    behind, letters = rasterize(mark, matrix, box_fonts)
    assert (behind.color, behind.opacity, letters.opacity) == ((0, 0, 255), 0.5, 1.0)
    image = laid(mark, matrix, box_fonts)
    assert image.getpixel((30, 32)) == (255, 0, 0)
    red, green, blue = image.getpixel((42, 36))
    assert (red, green) == (red, red)
    assert 120 <= red <= 135
    assert blue == 255


def test_the_shadow_turns_with_the_element(box_fonts):
    mark = mark_of("a", box_fonts, shadow=Shadow(dx=3, dy=0, blur=0))
    turned = at_origin(mark, rotation(90).then(scaling(4)).then(translation(60, 20)))
    behind, letters = rasterize(mark, turned, box_fonts)
    down = behind.top + behind.image.getbbox()[1] - letters.top - letters.image.getbbox()[1]
    assert down == 12


def test_imitated_bold_grows_on_all_sides(box_fonts):
    def box(weight):
        mark = mark_of("a", box_fonts, weight=weight)
        first = mark.runs[0].x[0] * 20
        matrix = at_origin(mark, scaling(20).then(translation(10 - first, 110)))
        return ink_box(laid(mark, matrix, box_fonts, (140, 140)))

    plain, bold = box(400), box(700)
    grown = [b - p for p, b in zip(plain, bold, strict=True)]
    assert grown[0] == grown[1] == -grown[2] == -grown[3] < 0


def test_slanting_leans_to_the_right(box_fonts):
    mark = mark_of("A", box_fonts, italic=True)
    image = laid(mark, at_origin(mark, scaling(8).then(translation(10, 58))), box_fonts)
    top = image.crop((0, 3, 120, 4))
    bottom = image.crop((0, 57, 120, 58))
    assert ink_box(top)[0] > ink_box(bottom)[0] + 8


@pytest.fixture(scope="module")
def layered(box_fonts, box_font):
    """A COLR font: "a" is a red layer, "b" one in the text's own color."""
    font = TTFont(io.BytesIO(box_font))
    from fontTools.colorLib.builder import buildCOLR, buildCPAL

    font["CPAL"] = buildCPAL([[(1.0, 0.0, 0.0, 1.0)]])
    font["COLR"] = buildCOLR({"u0061": [("u0061", 0)], "u0062": [("u0062", 0xFFFF)]})
    out = io.BytesIO()
    font["name"].setName("Layers", 1, 3, 1, 0x409)
    font.save(out)
    return box_fonts.with_font(out.getvalue(), "Layers.ttf")


def test_colors_of_layers_are_kept(layered):
    fonts, family = layered
    mark = mark_of("ab", fonts, font=family.name, color="#0000ff")
    matrix = at_origin(mark, scaling(4).then(translation(10, 40)))
    (tile,) = rasterize(mark, matrix, fonts)
    assert (tile.kind, tile.image.mode) == ("image", "RGBA")
    image = laid(mark, matrix, fonts)
    assert image.getpixel((20, 32)) == (255, 0, 0)
    assert image.getpixel((40, 32)) == (0, 0, 255)


@pytest.mark.parametrize("degrees", [90, 180, 15])
def test_layers_are_turned(layered, degrees):
    fonts, family = layered
    mark = mark_of("ab", fonts, font=family.name, color="#0000ff")
    turn = scaling(4).then(rotation(degrees)).then(translation(60, 60))
    image = laid(mark, at_origin(mark, turn), fonts, (120, 120))
    for x, color in ((2.5, (255, 0, 0)), (7.5, (0, 0, 255))):
        assert image.getpixel(tuple(map(round, turn.apply(x, -2)))) == color


def test_a_text_too_large_to_draw_is_an_error(box_fonts):
    mark = mark_of("a" * 30, box_fonts)
    with pytest.raises(RenderError, match="pixels large"):
        list(rasterize(mark, scaling(1_000), box_fonts))
    clip = Rect(0, 0, 50, 50)
    assert len(list(rasterize(mark, scaling(1_000), box_fonts, clip))) <= 1


def test_mirrored_and_flattened_maps_do_not_fail(box_fonts):
    mark = mark_of("ab", box_fonts)
    mirrored = at_origin(mark, Matrix(-2, 0, 0, 2, 40, 40))
    assert ink_box(laid(mark, mirrored, box_fonts)) == (21, 32, 39, 40)
    flat = Matrix(2, 0, 0, 0, 10, 10)
    assert ink_box(laid(mark, flat, box_fonts)) is None


def test_size_follows_the_em(box_fonts):
    assert mark_of("a", box_fonts, size=EM * 2).runs[0].size == pytest.approx(20)


@pytest.mark.parametrize("width", [0.4, 1.5, 6])
def test_outlines_are_as_smooth_as_drawn_much_finer(fonts, width):
    """In thin strokes and serifs too, where a line made of few copies of the letters has steps."""
    mark = mark_of("WAQn", fonts, font="Cinzel", outline=Outline(width=width), color="#000000")

    def drawn(scale):
        matrix = at_origin(mark, scaling(scale).then(translation(20 * scale, 20 * scale)))
        tile = next(rasterize(mark, matrix, fonts))
        page = Image.new("L", (round(100 * scale), round(30 * scale)))
        page.paste(tile.image, (tile.left, tile.top))
        return page

    coarse = np.asarray(drawn(6), float)
    fine = np.asarray(drawn(48).reduce(8), float)
    edges = (fine > 5) & (fine < 250)
    assert np.abs(coarse - fine)[edges].mean() < 16
    assert np.abs(coarse - fine)[~edges].mean() < 0.5


def test_imitated_bold_has_no_spikes(fonts):
    """Thickening draws the corners of letters out; a pen as thick would not."""
    scale = 20
    bold = mark_of("fjord", fonts, font="Great Vibes", weight=700)
    by = bold.runs[0].font.embolden * bold.runs[0].size / 2
    matrix = translation(-bold.x + 10, -bold.y + 20).then(scaling(scale))
    area = Pixels(0, 0, 60 * scale, 40 * scale)
    origin = translation(bold.x, bold.y).then(matrix)
    there = np.asarray(mask_of(bold.runs, origin, area, fonts))
    # The pen as thick: the letters without thickening, with a line around them.
    lean = [replace(run, font=replace(run.font, embolden=0.0)) for run in bold.runs]
    pen = np.asarray(outlined(lean, origin, area, fonts, by + 3 / scale))
    assert there.sum() > np.asarray(mask_of(lean, origin, area, fonts)).sum() * 1.2
    assert there[pen == 0].max() < 30
