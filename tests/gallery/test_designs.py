"""Every design in every palette, paper and orientation."""

from __future__ import annotations

import io
import itertools

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from certgen.color import contrast, rgb
from certgen.compose import compose
from certgen.elements.code.model import CodeElement
from certgen.elements.text.model import TextElement
from certgen.errors import TemplateError
from certgen.fontbook import FontBook
from certgen.gallery import designs, make
from certgen.gallery.sample import sample_project
from certgen.gallery.wording import SPANISH, WORDINGS
from certgen.geometry import Rect
from certgen.project import Project
from certgen.template import open_template

VARIANTS = [
    (design.key, palette.key, paper, orientation)
    for design in designs()
    for palette in design.palettes
    for paper in design.papers
    for orientation in design.orientations
]
SHAPES = [
    (design.key, paper, orientation)
    for design in designs()
    for paper in design.papers
    for orientation in design.orientations
]
# A palette changes no shapes: each is looked at on one paper, each paper in one palette.
LOOKED_AT = [
    (key, palette, paper, orientation)
    for key, palette, paper, orientation in VARIANTS
    for design in designs()
    if design.key == key and (paper == design.papers[0] or palette == design.palettes[0].key)
]
PIXELS_PER_MM = 2
LEGIBLE = 4.5


@pytest.fixture(scope="module", params=LOOKED_AT, ids="-".join)
def looked_at(request):
    """Drawn once for all that is looked at."""
    key, palette, paper, orientation = request.param
    return make(key, palette=palette, paper=paper, orientation=orientation)


def picture_of(template):
    document = pypdfium2.PdfDocument(template.data)
    scale = PIXELS_PER_MM * 25.4 / 72
    return document[0].render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")


def shown_texts(layout):
    return [e for e in layout.elements if isinstance(e, TextElement) and not e.hidden]


def beneath(picture: Image.Image, area: Rect):
    """The colors of the ornament under an area in millimeters."""
    pixels = [round(edge * PIXELS_PER_MM) for edge in area]
    part = picture.crop(tuple(pixels))
    # What is allowed for is cleared each time.
    found = part.getcolors(maxcolors=part.width * part.height)
    assert found is not None
    return [color for _, color in found]


def test_gallery_has_what_people_look_for():
    keys = {design.key for design in designs()}
    assert {
        "completion",
        "attendance",
        "award",
        "diploma",
        "workshop",
        "membership",
        "blank",
        "badge",
    } <= keys
    for design in designs():
        assert len(design.palettes) >= 4
        assert set(design.orientations) == {"landscape", "portrait"}
        assert design.title
        assert design.description
        if design.key != "badge":
            assert design.papers == ("A4", "Letter")


def test_page_opens_without_repairs_and_fits_its_layout(looked_at):
    template, layout, _ = looked_at
    with pikepdf.open(io.BytesIO(template.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        _, _, width, height = (float(v) * 25.4 / 72 for v in pdf.pages[0].mediabox)
    assert (width, height) == pytest.approx(layout.page.size, abs=0.01)
    assert len(template.data) < 200_000


def test_texts_are_legible(looked_at):
    """Whatever ornament a text's box touches, its letters stand out from it."""
    template, layout, _ = looked_at
    picture = picture_of(template)
    for element in shown_texts(layout):
        ink = rgb(element.style.color)
        worst = min(contrast(ink, color) for color in beneath(picture, element.bounds))
        assert worst >= LEGIBLE, f"{element.name}: {worst:.1f}"


@pytest.mark.parametrize("shape", SHAPES, ids="-".join)
def test_fields_lie_on_the_page_and_apart(shape):
    key, paper, orientation = shape
    template, layout, _ = make(key, paper=paper, orientation=orientation)
    width, height = layout.page.size
    assert (width, height) == pytest.approx(template.size)
    assert (width > height) == (orientation == "landscape")
    margin = min(width, height) * 0.04
    page = Rect(0.0, 0.0, width, height).grown(-margin)
    shown = [element for element in layout.elements if not element.hidden]
    for element in shown:
        assert page.contains(element.bounds), element.name
    for one, other in itertools.combinations(shown, 2):
        assert not one.bounds.grown(-0.02).overlaps(other.bounds), f"{one.name}, {other.name}"


@pytest.mark.parametrize("shape", SHAPES, ids="-".join)
def test_code_has_a_calm_place(shape):
    key, paper, orientation = shape
    template, layout, _ = make(key, paper=paper, orientation=orientation)
    picture = picture_of(template)
    for element in layout.elements:
        if isinstance(element, CodeElement):
            colors = beneath(picture, element.bounds)
            assert min(contrast(rgb(element.color), color) for color in colors) >= LEGIBLE


@pytest.mark.parametrize("key", [design.key for design in designs()])
def test_template_is_what_opening_its_file_gives(key):
    template = make(key).template
    opened = open_template(template.data, template.name, size=template.size)
    assert opened == template


@pytest.mark.parametrize("shape", SHAPES, ids="-".join)
@pytest.mark.parametrize("language", ["", "es"])
def test_everybody_of_the_example_comes_out_without_errors(shape, language):
    key, paper, orientation = shape
    template, layout, pictures = make(key, paper=paper, orientation=orientation, language=language)
    project = Project(layout=layout, template=template, pictures=pictures)
    for number, record in enumerate(sample_project().table.records, 1):
        page = compose(layout, {**record.values, "#": f"{number:02}"}, project.assets)
        findings = [f for artwork in page.artworks for f in artwork.findings]
        assert [f for f in findings if f.severity == "error"] == []


@pytest.mark.parametrize("shape", SHAPES, ids="-".join)
def test_ordinary_content_is_set_at_full_size(shape):
    """Only what a list brings may have to shrink; the design's own words go as drawn."""
    key, paper, orientation = shape
    template, layout, pictures = make(key, paper=paper, orientation=orientation)
    project = Project(layout=layout, template=template, pictures=pictures)
    values = {"Name": "Ana Lindqvist", "Course": "Typography", "Date": "14 June 2026", "#": "01"}
    page = compose(layout, values, project.assets)
    findings = [f for artwork in page.artworks for f in artwork.findings]
    assert [(f.element, f.kind) for f in findings] == []


def test_every_font_is_at_hand():
    book = FontBook.shipped()
    for key, paper, orientation in SHAPES:
        for element in shown_texts(make(key, paper=paper, orientation=orientation).layout):
            style = element.style
            ref = book.choose(style.font, style.weight, style.italic)
            assert ref.embolden == 0, f"{key}: {style.font} has no weight {style.weight}"
            assert ref.slant == 0, f"{key}: {style.font} has no italic"


def test_palettes_change_the_page_and_keep_the_fields_places():
    for design in designs():
        one, other = (make(design.key, palette=p.key) for p in design.palettes[:2])
        assert one.template.digest != other.template.digest
        boxes = [[e.box for e in m.layout.elements] for m in (one, other)]
        assert boxes[0] == boxes[1]


def test_same_choice_gives_the_same_file():
    assert make("award").template == make("award", palette="midnight", paper="A4").template


@pytest.mark.parametrize(
    "choice",
    [
        {"key": "poster"},
        {"key": "award", "palette": "neon"},
        {"key": "award", "paper": "A0"},
        {"key": "award", "orientation": "round"},
    ],
)
def test_what_the_gallery_lacks_is_refused_with_what_it_has(choice):
    with pytest.raises(TemplateError, match="The gallery has no") as caught:
        make(**choice)
    assert "There are:" in caught.value.hint


def test_spanish_covers_every_word():
    for key, paper, orientation in SHAPES:
        for element in make(key, paper=paper, orientation=orientation).layout.elements:
            for part in element.name.split(": "):
                assert part in SPANISH
            if isinstance(element, TextElement) and element.content not in (
                "{{Name}}",
                "{{Course}}",
                "{{Date}}",
            ):
                assert element.content in SPANISH


@pytest.mark.parametrize("language", list(WORDINGS))
def test_other_languages_keep_placeholders_and_ids(language):
    for design in designs():
        english, other = make(design.key), make(design.key, language=f"{language}-MX")
        assert other.layout.language == f"{language}-MX"
        for one, two in zip(english.layout.elements, other.layout.elements, strict=True):
            assert (one.id, one.box) == (two.id, two.box)
            if isinstance(one, TextElement):
                assert one.content.count("{{") == two.content.count("{{")
