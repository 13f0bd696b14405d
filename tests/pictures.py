"""Picture and PDF files made on the spot for tests."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pikepdf
from PIL import Image


def picture_file(
    width: int = 60, height: int = 40, mode: str = "RGB", kind: str = "PNG", **options: Any
) -> bytes:
    """A picture whose colors differ from corner to corner, as a file."""
    ramp = Image.linear_gradient("L").resize((width, height))
    image = Image.merge(
        "RGB",
        (ramp, ramp.rotate(180), ramp.transpose(Image.Transpose.TRANSPOSE).resize((width, height))),
    )
    if mode in ("RGBA", "LA"):
        image.putalpha(ramp)
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def pdf_file(
    *sizes: tuple[float, float], password: str = "", owner: str = "", rotate: int = 0
) -> bytes:
    """A PDF with a page of each size in points, its left half red; A4 across if none is given."""
    pdf = pikepdf.new()
    for width, height in sizes or ((841.89, 595.276),):
        page = pdf.add_blank_page(page_size=(width, height))
        page.Contents = pdf.make_stream(f"1 0 0 rg 0 0 {width / 2} {height} re f".encode())
        if rotate:
            page.Rotate = rotate
    out = io.BytesIO()
    locked = pikepdf.Encryption(user=password, owner=owner) if password or owner else False
    pdf.save(out, encryption=locked, deterministic_id=not locked)
    return out.getvalue()
