"""One PDF: a page for each person, or several on each sheet."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from certgen.batch.make import make
from certgen.errors import Cancelled, ExportError
from certgen.geometry import Size
from certgen.layout import Layout, PageSize
from certgen.pdf_page import draw_pdf_page
from certgen.preflight import check
from certgen.project import load_project, save_project
from certgen.rescale import rescaled
from certgen.sheet import Sheet
from certgen.sheets import grid, turned_to_fit
from certgen.template import open_template
from certgen.units import pt_to_mm

CARD = Size(85.0, 55.0)
NAMES = [f"Person {number}" for number in range(11)]


@pytest.fixture
def cards(make_project):
    """Eleven cards, eight of which go on a sheet."""

    def build(**sheet: object):
        made = make_project(*NAMES, format="pdf-combined", sheet=Sheet(gap=2.0, **sheet))
        page = PageSize(width=CARD.width, height=CARD.height)
        return replace(made, layout=rescaled(made.layout, page.size))

    return build


def red_back(form: str = "PNG", size: tuple[int, int] = (850, 550)):
    out = io.BytesIO()
    Image.new("RGB", size, "#c00000").save(out, form)
    return open_template(out.getvalue(), f"back.{form.lower()}", size=CARD)


def texts(path) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_eight_cards_on_a_sheet_and_the_rest_on_the_next(cards, tmp_path):
    summary = make(cards(), tmp_path / "cards.pdf")
    assert summary.made == 11
    first, second = texts(tmp_path / "cards.pdf")
    assert [name for name in NAMES if name in first] == [*NAMES[:2], *NAMES[2:8]]
    assert all(name in second for name in NAMES[8:])
    with pikepdf.open(tmp_path / "cards.pdf") as pdf:
        assert pt_to_mm(float(pdf.pages[0].mediabox[3])) == pytest.approx(297)
    assert [path.name for path in tmp_path.iterdir()] == ["cards.pdf"]


def test_the_front_once_more_on_the_back(cards, tmp_path):
    make(cards(back="front"), tmp_path / "cards.pdf")
    first, back, *_ = texts(tmp_path / "cards.pdf")
    assert sorted(first.split()) == sorted(back.split())
    assert len(texts(tmp_path / "cards.pdf")) == 4


@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_a_back_of_its_own_lies_behind_every_card(cards, tmp_path, form):
    project = replace(cards(back="own"), back=red_back(form))
    assert load_project(save_project(project)) == project
    make(project, tmp_path / "cards.pdf")
    data = (tmp_path / "cards.pdf").read_bytes()
    image = draw_pdf_page(data, "cards.pdf", 1, 210, 297)
    for place in grid(Sheet(gap=2.0), CARD).places(back=True):
        middle = int(place.left + place.width / 2), int(place.top + place.height / 2)
        assert image.getpixel(middle) == pytest.approx((192, 0, 0), abs=3)


def test_a_picture_on_the_back_keeps_its_proportions(cards, tmp_path):
    make(replace(cards(back="own"), back=red_back(size=(500, 500))), tmp_path / "cards.pdf")
    image = draw_pdf_page((tmp_path / "cards.pdf").read_bytes(), "cards.pdf", 1, 210, 297)
    place = next(grid(Sheet(gap=2.0), CARD).places(back=True))
    middle = int(place.top + place.height / 2)
    reds = [image.getpixel((x, middle))[1] < 40 for x in range(int(place.left), int(place.right))]
    assert sum(reds) == pytest.approx(55, abs=2)


def test_a_back_that_is_not_there_is_told_before(cards, tmp_path):
    project = cards(back="own")
    assert [(p.kind, p.severity) for p in check(project) if p.kind == "sheet"] == [
        ("sheet", "error")
    ]
    with pytest.raises(ExportError, match="there is none"):
        make(project, tmp_path / "cards.pdf")
    assert list(tmp_path.iterdir()) == []


def test_pages_larger_than_the_sheet_are_told_before(make_project, tmp_path):
    project = make_project("Ann", format="pdf-combined", sheet=Sheet())
    project = replace(project, layout=Layout(page=PageSize(width=400, height=300)))
    (problem,) = [p for p in check(project) if p.kind == "sheet"]
    assert "do not go on a sheet" in problem.message
    with pytest.raises(ExportError, match="do not go on a sheet"):
        make(project, tmp_path / "cards.pdf")


@pytest.mark.parametrize("after", [3, 11])
def test_stopped_at_any_stage_nothing_is_left(cards, tmp_path, after):
    done = 0

    def progress(at) -> None:
        nonlocal done
        done = at.done

    with pytest.raises(Cancelled):
        make(
            cards(),
            tmp_path / "cards.pdf",
            progress=progress,
            cancelled=lambda: done >= after,
        )
    assert list(tmp_path.iterdir()) == []


def test_the_same_cards_give_the_same_bytes(cards, tmp_path):
    for name in ("one.pdf", "two.pdf"):
        make(cards(), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_sheet_is_turned_to_take_more():
    card = Size(90.0, 140.0)
    assert turned_to_fit(Sheet(), card) == Sheet(width=297.0, height=210.0)
    assert turned_to_fit(Sheet(width=297.0, height=210.0), CARD) == Sheet()
    assert turned_to_fit(Sheet(), Size(180.0, 180.0)) == Sheet()
