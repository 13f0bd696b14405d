"""A page of a PDF as a picture, drawn by PDFium in a process of its own.

A hostile page can take minutes or gigabytes, and PDFium is not thread-safe; a child process that is
held to a time and a memory takes care of both. Run as a module it is that child: file in, raw
pixels out.
"""

from __future__ import annotations

import json
import sys
from subprocess import TimeoutExpired
from typing import NamedTuple

from PIL import Image

from certgen.child_process import ask_child, asked_of_child, limit_child
from certgen.errors import TemplateError
from certgen.geometry import Size
from certgen.units import pt_to_mm

MAX_BYTES = 50 * 2**20
MAX_PIXELS = 60_000_000
TIME_LIMIT = 30.0
MEMORY_LIMIT = 3 * 2**30

_NOT_A_PDF = "“{name}” cannot be opened as a PDF."
_NO_PAGE = "certgen: no page"
_RESAVE = "Print or save it as PDF again, or use a PNG or JPEG picture of it."


class PdfFacts(NamedTuple):
    """How many pages there are, and the size of one of them in millimeters."""

    pages: int
    size: Size


def inspect_pdf(data: bytes, name: str, page: int) -> PdfFacts:
    """The number of pages and the size of page `page` (from 0).

    Raises:
        TemplateError: not a PDF, protected by a password, too large, or without that page.
    """
    if len(data) > MAX_BYTES:
        raise TemplateError(
            f"“{name}” is {len(data) / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB.",
            "Keep only the page with the certificate and save it again.",
        )
    facts = json.loads(_child(data, name, {"task": "inspect", "page": page}))
    return PdfFacts(facts["pages"], Size(pt_to_mm(facts["width"]), pt_to_mm(facts["height"])))


def draw_pdf_page(data: bytes, name: str, page: int, width: int, height: int) -> Image.Image:
    """Page `page` (from 0) as an RGB picture of exactly so many pixels.

    Raises:
        TemplateError: the page cannot be drawn, or not within half a minute.
        ValueError: more pixels are asked for than a page can need.
    """
    if width * height > MAX_PIXELS:
        raise ValueError(f"{width} × {height} pixels are more than {MAX_PIXELS}")
    task: dict[str, int | str] = {"task": "draw", "page": page, "width": width, "height": height}
    pixels = _child(data, name, task)
    return Image.frombytes("RGB", (width, height), pixels)


def _child(data: bytes, name: str, task: dict[str, int | str]) -> bytes:
    request = json.dumps(task).encode()
    try:
        done = ask_child("certgen.pdf_page", request, data, TIME_LIMIT)
    except TimeoutExpired:
        raise TemplateError(
            f"Page {int(task['page']) + 1} of “{name}” takes longer than half a minute to draw.",
            _RESAVE,
        ) from None
    if done.returncode == 0:
        return done.stdout
    raise _complaint(name, done.stderr.decode("utf-8", "replace"))


def _complaint(name: str, said: str) -> TemplateError:
    reason = said.strip().splitlines()[-1] if said.strip() else ""
    if "password" in reason.lower():
        return TemplateError(
            f"“{name}” is protected by a password.",
            "Open it, save or print it as PDF without a password, and use that file.",
        )
    if reason.startswith(_NO_PAGE):
        page, pages = reason.removeprefix(_NO_PAGE).split()
        choice = "There is only page 1." if pages == "1" else f"Choose a page from 1 to {pages}."
        return TemplateError(f"“{name}” has no page {page}.", choice)
    return TemplateError(_NOT_A_PDF.format(name=name), _RESAVE)


def _main() -> int:
    import pypdfium2

    limit_child(MEMORY_LIMIT, TIME_LIMIT)
    asked, data = asked_of_child()
    task = json.loads(asked)
    document = pypdfium2.PdfDocument(data)
    if not 0 <= task["page"] < len(document):
        sys.stderr.write(f"{_NO_PAGE} {task['page'] + 1} {len(document)}\n")
        return 1
    page = document[task["page"]]
    width, height = page.get_size()
    if task["task"] == "inspect":
        facts = {"pages": len(document), "width": width, "height": height}
        sys.stdout.buffer.write(json.dumps(facts).encode())
        return 0
    # PDFium rounds the size up: draw no smaller than wanted, then bring it to the very pixels.
    scale = max(task["width"] / width, task["height"] / height)
    drawn = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    wanted = (task["width"], task["height"])
    if drawn.size != wanted:
        drawn = drawn.resize(wanted, Image.Resampling.LANCZOS)
    sys.stdout.buffer.write(drawn.tobytes())
    return 0


if __name__ == "__main__":
    raise SystemExit(_main())
