"""Certificates as PDF: certgen and its peers, a file for each person and one file for all.

    python tests/benchmarks/bench_pdf.py [--rounds 3] [--pages 1000] [--folder DIR]

All make the same certificates (A4, a photograph as JPEG or flat art as PNG behind three fields in
the same font). Each method is a process of its own; the methods take turns, and medians over the
rounds are printed. Time is the processor's, so that what else runs on the machine does not count;
it runs from the second certificate to the closed file, setting the text included. The template is
read and the fonts are opened before. The peers are installed into an
environment of their own in the working folder; without a network only certgen is measured.
"""

from __future__ import annotations

import argparse
import io
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from certificates import FIELDS, PAGE_MM, SERIF, people, template_file  # noqa: E402
from PIL import Image  # noqa: E402

Person = dict[str, str]
PEERS = ("pillow==13.0.0", "numpy", "reportlab", "fpdf2", "uharfbuzz", "pikepdf==10.13.0.post1")
PX_PER_PT = 3508 / 297 * 25.4 / 72
WIDTH_PT, HEIGHT_PT = (side * 72 / 25.4 for side in PAGE_MM)
SECONDS_EACH = 2.0
FEWEST, MOST = 5, 400


def background(folder: Path, kind: str) -> Path:
    """The template as its owner would have it: a photograph is a JPEG."""
    png = template_file(folder, kind, "L")
    if kind == "flat":
        return png
    path = folder / "photo.jpg"
    if not path.exists():
        Image.open(png).save(path, quality=90, dpi=(300, 300))
    return path


def certgen_plan(path: Path):
    """The layout of the job."""
    from certgen.compose import Assets, plan
    from certgen.elements.base import Box
    from certgen.elements.text.model import TextElement, TextStyle
    from certgen.layout import Layout, PageSize
    from certgen.template import open_template

    template = open_template(path.read_bytes(), path.name)
    per_mm = 3508 / 297
    elements = tuple(
        TextElement(
            id=column,
            name=column,
            box=Box(
                x=(x - width / 2) / per_mm,
                y=(y - size) / per_mm,
                width=width / per_mm,
                height=2 * size / per_mm,
            ),
            content=f"{{{{{column}}}}}",
            style=TextStyle(size=size / PX_PER_PT, color="#{:02x}{:02x}{:02x}".format(*color)),
        )
        for column, x, y, width, size, color in FIELDS
    )
    size = PageSize(width=template.size.width, height=template.size.height)
    return plan(Layout(page=size, elements=elements), Assets(template=template))


def certgen_singles(path: Path) -> Callable[[Person], Iterable[bytes]]:
    from certgen.compose import compose_varying
    from certgen.pdf import PdfSingles

    ready = certgen_plan(path)
    encoder = PdfSingles(ready)
    return lambda person: encoder.encode(compose_varying(ready, person))


def certgen_merged(path: Path) -> Callable[[Iterable[Person]], Iterator[bytes]]:
    from certgen.compose import compose_varying
    from certgen.pdf import PdfMerged

    ready = certgen_plan(path)

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        file = PdfMerged(ready)
        yield from file.begin()
        for person in crowd:
            yield from file.add(compose_varying(ready, person))
        yield from file.end()

    return make


def reportlab_merged(path: Path | None) -> Callable[[Iterable[Person]], Iterator[bytes]]:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Serif", str(SERIF)))
    image = ImageReader(str(path)) if path else None

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(WIDTH_PT, HEIGHT_PT))
        for person in crowd:
            if image is not None:
                canvas.drawImage(image, 0, 0, WIDTH_PT, HEIGHT_PT)
            for column, x, y, width, size, color in FIELDS:
                natural = pdfmetrics.stringWidth(person[column], "Serif", 100) / 100
                points = min(size, width / natural) / PX_PER_PT
                canvas.setFont("Serif", points)
                canvas.setFillColorRGB(*(channel / 255 for channel in color))
                place = HEIGHT_PT - y / PX_PER_PT - points / 4
                canvas.drawCentredString(x / PX_PER_PT, place, person[column])
            canvas.showPage()
        canvas.save()
        yield out.getvalue()

    return make


def fpdf2_merged(path: Path) -> Callable[[Iterable[Person]], Iterator[bytes]]:
    from fpdf import FPDF

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        pdf = FPDF(unit="pt", format=(WIDTH_PT, HEIGHT_PT))
        pdf.set_auto_page_break(False)
        pdf.add_font("Serif", fname=str(SERIF))
        pdf.set_text_shaping(True)
        for person in crowd:
            pdf.add_page()
            pdf.image(str(path), 0, 0, WIDTH_PT, HEIGHT_PT)
            for column, x, y, width, size, color in FIELDS:
                pdf.set_font("Serif", size=100)
                natural = pdf.get_string_width(person[column]) / 100
                points = min(size, width / natural) / PX_PER_PT
                pdf.set_font("Serif", size=points)
                pdf.set_text_color(*color)
                pdf.set_xy((x - width / 2) / PX_PER_PT, y / PX_PER_PT - points / 2)
                pdf.cell(width / PX_PER_PT, points, person[column], align="C")
        yield bytes(pdf.output())

    return make


def overlay_singles(path: Path) -> Callable[[Person], Iterable[bytes]]:
    """The usual recipe: the text as a PDF of its own, laid over the template with pikepdf."""
    import pikepdf

    text = reportlab_merged(None)
    out = io.BytesIO()
    with Image.open(path) as image:
        image.convert("RGB").save(out, "PDF", resolution=300, quality=90)

    def make(person: Person) -> Iterable[bytes]:
        words = io.BytesIO(b"".join(text([person])))
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(out.getvalue())) as pdf, pikepdf.open(words) as over:
            pdf.pages[0].add_overlay(over.pages[0])
            pdf.save(made)
        return [made.getvalue()]

    return make


def one_by_one(merged: Callable) -> Callable:
    """A method for one file with many pages, used for many files with one."""

    def prepared(path: Path) -> Callable[[Person], Iterable[bytes]]:
        make = merged(path)
        return lambda person: make([person])

    return prepared


SINGLES = {
    "certgen": certgen_singles,
    "pikepdf overlay": overlay_singles,
    "fpdf2, shaped": one_by_one(fpdf2_merged),
    "reportlab": one_by_one(reportlab_merged),
}
MERGED = {"certgen": certgen_merged, "fpdf2, shaped": fpdf2_merged, "reportlab": reportlab_merged}


def work(output: str, method: str, kind: str, count: int, folder: Path) -> dict[str, float]:
    """Runs one method; seconds and bytes for each certificate, bytes of memory."""
    make = (SINGLES if output == "singles" else MERGED)[method](background(folder, kind))
    crowd = people(count)
    target = folder / f"out-{output}"
    # The first one imports what it needs and opens the fonts.
    list(make(crowd[0] if output == "singles" else crowd[:1]))
    started = time.process_time()
    if output == "singles":
        with zipfile.ZipFile(target, "w") as archive:
            for number, person in enumerate(crowd):
                with archive.open(f"{number}.pdf", "w") as entry:
                    for piece in make(person):
                        entry.write(piece)
    else:
        with target.open("wb") as file:
            for piece in make(crowd):
                file.write(piece)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    size = target.stat().st_size / count
    return {"seconds": seconds / count, "bytes": size, "memory": memory}


def main() -> None:
    """Runs everything and prints two tables."""
    asked = _arguments()
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="certgen-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    if asked.template:
        background(folder, asked.template)
        return
    if asked.work:
        output, method, kind, count = asked.work
        print(json.dumps(work(output, method, kind, int(count), folder)))
        return
    peer = _peer_python(folder)
    print(f"{platform.machine()}, Python {platform.python_version()}, one process each")
    for output, methods in (("singles", SINGLES), ("merged", MERGED)):
        for kind in ("photo", "flat"):
            # In a process of its own: making it takes memory that is not the methods'.
            call = [sys.executable, __file__, "--folder", str(folder), "--template", kind]
            subprocess.run(call, check=True)
            jobs = [method for method in methods if method == "certgen" or peer]
            _measure(output, kind, jobs, folder, peer, asked)


def _measure(
    output: str, kind: str, jobs: list[str], folder: Path, peer: str, asked: argparse.Namespace
) -> None:
    def run(method: str, count: int) -> dict[str, float]:
        python = sys.executable if method == "certgen" else peer
        call = [python, __file__, "--folder", str(folder), "--work", output, method, kind]
        done = subprocess.run([*call, str(count)], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    counts = dict.fromkeys(jobs, asked.pages)
    if output == "singles":
        counts = {
            job: max(5, min(1000, round(SECONDS_EACH / run(job, 5)["seconds"]))) for job in jobs
        }
    rounds = [{job: run(job, counts[job]) for job in jobs} for _ in range(asked.rounds)]
    print(f"\n{output}, {kind}" + (f", {asked.pages} pages" if output == "merged" else ""))
    for job in jobs:
        seconds = statistics.median(found[job]["seconds"] for found in rounds)
        ratio = statistics.median(f[job]["seconds"] / f["certgen"]["seconds"] for f in rounds)
        size, memory = rounds[-1][job]["bytes"], rounds[-1][job]["memory"]
        print(
            f"  {job:18} {1 / seconds:8.1f}/s {seconds * 1000:9.3f} ms {ratio:7.1f} × "
            f"{size / 1000:9.1f} kB each {memory / 2**20:5.0f} MiB"
        )


def _peer_python(folder: Path) -> str:
    place = folder / "pdf-peers"
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", *PEERS]
        if subprocess.run(install, check=False).returncode:
            print("The peers cannot be installed here: only certgen is measured.")
            return ""
    return str(python)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=1000, help="of the merged file")
    parser.add_argument("--folder", help="a working folder to keep and use again")
    parser.add_argument("--template", help=argparse.SUPPRESS)
    parser.add_argument("--work", nargs=4, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
