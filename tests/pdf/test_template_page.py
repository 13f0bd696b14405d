"""Pages of PDFs carried over: still vector, in the right place, without what does not belong."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from certgen.compose import Assets
from certgen.layout import PageSize
from certgen.template import Template, open_template
from tests.pdf.pages import (
    complaints,
    merged,
    pdfium_image,
    pdfium_text,
    plan_of,
    single,
    text_element,
)

# Red at the bottom left, blue at the top right, of a page of 400 x 200.
DRAWING = b"1 0 0 rg 0 0 100 50 re f 0 0 1 rg 300 150 100 50 re f"


def pdf_page(drawing: bytes = DRAWING, **entries: object) -> bytes:
    """A page of 400 x 200 points with entries of its own."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 200))
    page.Contents = pdf.make_stream(drawing)
    for key, value in entries.items():
        page.obj[f"/{key}"] = value
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def made(data: bytes, *, page: int = 0, size: tuple[float, float] | None = None) -> bytes:
    """The certificate that is only this template."""
    template = open_template(data, "t.pdf", page=page)
    width, height = size or template.size
    ready = plan_of(assets=Assets(template=template), page=PageSize(width=width, height=height))
    return single(ready)


def agrees(data: bytes, template: Template) -> bool:
    """Whether the certificate looks as PDFium draws the template itself."""
    expected = template.image(400)
    seen = pdfium_image(data, 400).resize(expected.size)
    pixels = zip(expected.getdata(), seen.getdata(), strict=True)
    off = sum(max(abs(a - b) for a, b in zip(one, two, strict=True)) > 100 for one, two in pixels)
    return off < 0.01 * expected.width * expected.height


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"Rotate": 90},
        {"Rotate": 180},
        {"Rotate": 270},
        {"Rotate": -90},
        {"CropBox": [50, 20, 400, 200]},
        {"CropBox": [50, 20, 400, 200], "Rotate": 90},
        {"MediaBox": [-100, -50, 300, 150]},
        {"MediaBox": [400, 200, 0, 0]},
        {"CropBox": [-50, -50, 900, 900]},
        {"UserUnit": 2},
    ],
    ids=str,
)
def test_it_looks_like_the_template(entries: dict[str, object]):
    data = pdf_page(**entries)
    certificate = made(data)
    assert complaints(certificate) == []
    assert agrees(certificate, open_template(data, "t.pdf"))


def test_it_is_scaled_to_the_layouts_page():
    image = pdfium_image(made(pdf_page(), size=(100, 100)), 200)
    assert image.size == (200, 200)
    assert image.getpixel((20, 190)) == (255, 0, 0)
    assert image.getpixel((190, 20)) == (0, 0, 255)


def test_the_chosen_page_is_carried_over():
    pdf = pikepdf.new()
    for color in (b"1 0 0 rg", b"0 1 0 rg", b"0 0 1 rg"):
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Contents = pdf.make_stream(color + b" 0 0 200 200 re f")
    out = io.BytesIO()
    pdf.save(out)
    assert pdfium_image(made(out.getvalue(), page=1), 50).getpixel((25, 25)) == (0, 255, 0)


def test_a_file_that_may_only_be_read_is_carried_over_readably():
    pdf = pikepdf.open(io.BytesIO(pdf_page()))
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(user="", owner="secret"))
    assert pdfium_image(made(out.getvalue()), 400).getpixel((20, 190)) == (255, 0, 0)


def test_text_and_lines_stay_what_they_are():
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    data = pdf_page(
        b"BT /F1 24 Tf 40 100 Td (Diploma) Tj ET",
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
    )
    template = open_template(data, "t.pdf")
    ready = plan_of(text_element(), assets=Assets(template=template))
    certificate = single(ready, {"Name": "Ana"})
    assert complaints(certificate) == []
    assert "Diploma" in pdfium_text(certificate)
    with pikepdf.open(io.BytesIO(certificate)) as pdf:
        kinds = {o.get("/Subtype") for o in pdf.objects if isinstance(o, pikepdf.Stream)}
    assert "/Image" not in kinds


def test_it_is_in_a_merged_file_once():
    noise = Image.effect_noise((200, 200), 80).tobytes()
    pdf = pikepdf.open(io.BytesIO(pdf_page(b"400 0 0 200 0 0 cm /Im Do")))
    picture = pdf.make_stream(noise)
    picture.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=200,
        Height=200,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray,
    )
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
    out = io.BytesIO()
    pdf.save(out)
    template = open_template(out.getvalue(), "t.pdf")
    ready = plan_of(text_element(), assets=Assets(template=template))
    assert len(merged(ready, [{"Name": str(n)} for n in range(50)])) < 2 * 40_000 + 50 * 1_000


def test_annotations_are_drawn_and_left_behind():
    pdf = pikepdf.open(io.BytesIO(pdf_page(b"")))
    look = pdf.make_stream(b"0 1 0 rg 0 0 100 100 re f")
    look.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 100, 100]
    )
    stamp = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Stamp,
        Rect=[0, 0, 100, 100],
        F=4,
        AP=pikepdf.Dictionary(N=look),
        A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"),
    )
    pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(stamp)]))
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)")
    out = io.BytesIO()
    pdf.save(out)
    certificate = made(out.getvalue())
    assert pdfium_image(certificate, 400).getpixel((50, 150)) == (0, 255, 0)
    assert b"JavaScript" not in certificate


def test_a_layer_that_is_switched_off_stays_off():
    pdf = pikepdf.open(io.BytesIO(pdf_page(b"/OC /L BDC 1 0 0 rg 0 0 400 200 re f EMC")))
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Hidden"))
    pdf.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer])
    )
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(L=layer))
    out = io.BytesIO()
    pdf.save(out)
    certificate = made(out.getvalue())
    assert complaints(certificate) == []
    assert pdfium_image(certificate, 50).getpixel((25, 12)) == (255, 255, 255)


def test_objects_that_refer_to_each_other_are_carried_over():
    pdf = pikepdf.open(io.BytesIO(pdf_page()))
    one = pdf.make_indirect(
        pikepdf.Dictionary(Odd=pikepdf.Name("/a b#c"), S=pikepdf.String("(x\\)"))
    )
    two = pdf.make_indirect(pikepdf.Dictionary(One=one, Half=0.5, Yes=True, Word="é"))
    one.Two = two
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(P=one))
    out = io.BytesIO()
    pdf.save(out)
    certificate = made(out.getvalue())
    assert complaints(certificate) == []
    with pikepdf.open(io.BytesIO(certificate)) as made_pdf:
        found = next(
            o for o in made_pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Odd" in o
        )
        assert str(found.Odd) == "/a b#c"
        assert bytes(found.S) == b"(x\\)"
        assert bool(found.Two.Yes)
        assert float(found.Two.Half) == 0.5
        assert found.Two.One.objgen == found.objgen
