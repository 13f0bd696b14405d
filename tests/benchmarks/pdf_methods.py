"""The peers' ways of making PDFs. They run where there is no certgen.

A method for one file with many pages serves for many files with one as well.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from certificates import PAGE_MM, SERIF, fields
from PIL import Image
from raster_methods import Make, Person, fitting, saved, usual

MakeAll = Callable[[Iterable[Person]], Iterator[bytes]]
WIDTH, HEIGHT = (side * 72 / 25.4 for side in PAGE_MM)


def usual_merged(path: Path) -> MakeAll:
    """Pictures kept in a list and saved together."""
    draw = usual(path, format="PNG", compress_level=0)

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        pages = [Image.open(io.BytesIO(*draw(person))) for person in crowd]
        yield saved(pages[0], format="PDF", resolution=300, save_all=True, append_images=pages[1:])

    return make


def reportlab(path: Path | None) -> MakeAll:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Serif", str(SERIF)))
    image = str(path) if path else ""

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
        for person in crowd:
            if image:
                canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)
            for column, x, y, width, size, color in fields(WIDTH):
                natural = pdfmetrics.stringWidth(person[column], "Serif", 100) / 100
                points = min(size, width / natural)
                canvas.setFont("Serif", points)
                canvas.setFillColorRGB(*(channel / 255 for channel in color))
                canvas.drawCentredString(x, HEIGHT - y - points / 4, person[column])
            canvas.showPage()
        canvas.save()
        yield out.getvalue()

    return make


def fpdf2(path: Path) -> MakeAll:
    from fpdf import FPDF

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
        pdf.set_auto_page_break(False)
        pdf.add_font("Serif", fname=str(SERIF))
        pdf.set_text_shaping(True)
        for person in crowd:
            pdf.add_page()
            pdf.image(str(path), 0, 0, WIDTH, HEIGHT)
            for column, x, y, width, size, color in fields(WIDTH):
                pdf.set_font("Serif", size=100)
                points = min(size, width / pdf.get_string_width(person[column]) * 100)
                pdf.set_font("Serif", size=points)
                pdf.set_text_color(*color)
                pdf.set_xy(x - width / 2, y - points / 2)
                pdf.cell(width, points, person[column], align="C")
        yield bytes(pdf.output())

    return make


def weasyprint(path: Path) -> MakeAll:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(
        string=f"@font-face{{font-family:S;src:url('{SERIF.as_uri()}')}}"
        f"@page{{size:{WIDTH}pt {HEIGHT}pt;margin:0}}body{{margin:0;font-family:S}}"
        f"section{{position:relative;height:{HEIGHT}pt;break-after:page;overflow:hidden}}"
        "img{position:absolute;width:100%;height:100%}"
        "div{position:absolute;text-align:center;line-height:1;white-space:nowrap}",
        font_config=fonts,
    )

    def field(person: Person, column: str, x: float, y: float, width: float, size: float, color):
        # CSS cannot shrink text to fit: the size is worked out with Pillow.
        points = fitting(person[column], width * 10, int(size * 10)).size / 10
        box = f"left:{x - width / 2}pt;top:{y - points / 2}pt;width:{width}pt"
        return f"<div style='{box};font-size:{points}pt;color:rgb{color}'>{person[column]}</div>"

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        pages = [
            f"<section><img src='{path.as_uri()}'>"
            + "".join(field(person, *one) for one in fields(WIDTH))
            + "</section>"
            for person in crowd
        ]
        page = HTML(string="".join(pages))
        yield page.write_pdf(stylesheets=[style], font_config=fonts)

    return make


def typst(path: Path) -> MakeAll:
    import typst

    placed = "".join(
        f"  place(top + left, dx: {x - width / 2}pt, dy: {y - 0.75 * size}pt, box(width: {width}pt,"
        f" height: {1.5 * size}pt, align(center + horizon,"
        f" fit(p.{column}, {size}pt, {width}pt, rgb{color}))))\n"
        for column, x, y, width, size, color in fields(WIDTH)
    )
    program = f"""#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt,
  background: image("{path.name}", width: 100%, height: 100%))
#set text(font: "EB Garamond", fallback: false)
#let fit(words, size, most, color) = context {{
  let width = measure(text(size: size, words)).width
  text(size: if width > most {{ size * (most / width) }} else {{ size }}, fill: color, words)
}}
#for (place-in-list, p) in json(bytes(sys.inputs.people)).enumerate() {{
  if place-in-list > 0 {{ pagebreak() }}
{placed}}}"""
    source = path.parent / "certificates.typ"
    source.write_text(program, encoding="utf-8")
    compiler = typst.Compiler(str(source), font_paths=[str(SERIF.parent)])

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        inputs = {"people": json.dumps(list(crowd))}
        yield compiler.compile(format="pdf", sys_inputs=inputs)

    return make


def overlay(path: Path, *, library: str) -> Make:
    """The usual recipe: the text as a PDF of its own, laid over the template."""
    words = reportlab(None)
    with Image.open(path) as image:
        quality = {"quality": 90} if image.format == "JPEG" else {}
        template = saved(image.convert("RGB"), format="PDF", resolution=300, **quality)
    lay = _with_pikepdf if library == "pikepdf" else _with_pypdf
    return lambda person: [lay(template, b"".join(words([person])))]


def _with_pikepdf(template: bytes, words: bytes) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(template)) as pdf, pikepdf.open(io.BytesIO(words)) as over:
        pdf.pages[0].add_overlay(over.pages[0])
        pdf.save(out)
    return out.getvalue()


def _with_pypdf(template: bytes, words: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    out = io.BytesIO()
    pdf = PdfWriter(clone_from=io.BytesIO(template))
    pdf.pages[0].merge_page(PdfReader(io.BytesIO(words)).pages[0])
    pdf.write(out)
    return out.getvalue()


def one_by_one(merged: Callable[[Path], MakeAll]) -> Callable[[Path], Make]:
    """A method for many pages, used for one."""

    def prepared(path: Path) -> Make:
        make = merged(path)
        return lambda person: make([person])

    return prepared


MERGED = {
    "usual script": usual_merged,
    "ReportLab": reportlab,
    "fpdf2, shaped": fpdf2,
    "WeasyPrint": weasyprint,
    "Typst": typst,
}
PDF = {
    "usual script": partial(usual, format="PDF", resolution=300),
    "pikepdf overlay": partial(overlay, library="pikepdf"),
    "pypdf overlay": partial(overlay, library="pypdf"),
    **{name: one_by_one(method) for name, method in MERGED.items() if name != "usual script"},
}
