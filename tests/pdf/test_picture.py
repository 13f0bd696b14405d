"""Pictures go into a file as they are where PDF can read them, and look the same where not."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngImageFile

from certgen.compose import Assets
from certgen.pdf.picture import embedded, embedded_mask
from certgen.picture_file import open_picture
from certgen.template import open_template
from tests.pdf.pages import complaints, pdfium_image, plan_of, single
from tests.pictures import picture_file

SIZE = 148, 105
EXIF_ON_ITS_SIDE = Image.Exif()
EXIF_ON_ITS_SIDE[0x0112] = 6

AS_THEY_ARE = {
    "RGB PNG": {"mode": "RGB"},
    "gray PNG": {"mode": "L"},
    "palette PNG": {"mode": "P"},
    "two-color PNG": {"mode": "1"},
    "RGB JPEG": {"mode": "RGB", "kind": "JPEG", "quality": 95},
    "gray JPEG": {"mode": "L", "kind": "JPEG", "quality": 95},
    "progressive JPEG": {"mode": "RGB", "kind": "JPEG", "progressive": True, "quality": 95},
}
CONVERTED = {
    "PNG with alpha": {"mode": "RGBA"},
    "gray PNG with alpha": {"mode": "LA"},
    "palette PNG with transparency": {"mode": "P", "transparency": 3},
    "16-bit PNG": {"mode": "I;16"},
    "CMYK JPEG": {"mode": "CMYK", "kind": "JPEG", "quality": 95},
    "turned JPEG": {"mode": "RGB", "kind": "JPEG", "exif": EXIF_ON_ITS_SIDE, "quality": 95},
    "turned PNG": {"mode": "RGB", "exif": EXIF_ON_ITS_SIDE},
    "WebP": {"mode": "RGB", "kind": "WEBP", "quality": 95},
    "lossless WebP": {"mode": "RGBA", "kind": "WEBP", "lossless": True},
}


def file_of(kind: str) -> bytes:
    options = (AS_THEY_ARE | CONVERTED)[kind]
    if options["mode"] == "I;16":
        ramp = Image.linear_gradient("L").resize(SIZE)
        out = io.BytesIO()
        ramp.convert("I;16").point(lambda value: value * 256).save(out, "PNG")
        return out.getvalue()
    if options["mode"] == "1":
        half = Image.linear_gradient("L").resize(SIZE).point(lambda value: 255 * (value > 127))
        out = io.BytesIO()
        half.convert("1").save(out, "PNG")
        return out.getvalue()
    return picture_file(*SIZE, **options)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_nobody_is_warned_of_a_picture_as_large_as_is_allowed(monkeypatch, kind):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1500)
    picture = open_picture(picture_file(60, 40, kind=kind), "large")
    assert embedded(picture)


@pytest.mark.parametrize("kind", AS_THEY_ARE)
def test_the_data_is_taken_over(kind: str):
    picture = open_picture(file_of(kind), kind)
    taken = embedded(picture)
    assert taken.data in picture.data or picture.data in taken.data
    assert taken.mask is None


@pytest.mark.parametrize("kind", ["RGB PNG", "gray PNG", "palette PNG"])
def test_a_png_in_several_chunks_is_joined(kind: str):
    whole = embedded(open_picture(file_of(kind), kind))
    assert embedded(open_picture(_in_small_chunks(file_of(kind)), kind)) == whole


@pytest.mark.parametrize("kind", AS_THEY_ARE | CONVERTED)
def test_a_template_looks_as_it_does_elsewhere(kind: str):
    template = open_template(file_of(kind), kind)
    data = single(plan_of(assets=Assets(template=template)))
    assert complaints(data) == []
    expected = template.image(600).resize((600, 424))
    seen = pdfium_image(data, 600).resize(expected.size)
    difference = ImageChops.difference(seen, expected).convert("L")
    assert sum(difference.histogram()[48:]) < 0.02 * 600 * 424


@pytest.mark.parametrize("kind", ["WebP", "CMYK JPEG", "turned JPEG"])
def test_what_was_lossy_stays_small(kind: str):
    assert "/DCTDecode" in embedded(open_picture(file_of(kind), kind)).entries


def test_an_interlaced_png_is_made_plain():
    picture = open_picture(_interlaced(), "interlaced")
    taken = embedded(picture)
    assert taken.data not in picture.data
    assert picture.image().size == (2, 2)


def test_alpha_becomes_a_soft_mask():
    taken = embedded(open_picture(file_of("PNG with alpha"), "alpha"))
    assert taken.mask is not None
    assert "/DeviceGray" in taken.mask.entries


def test_a_mask_of_one_color_is_small():
    taken = embedded_mask(Image.linear_gradient("L"), (10, 20, 30))
    assert "<0a141e>" in taken.entries
    assert len(taken.data) < 100


def _in_small_chunks(data: bytes) -> bytes:

    parts, at = [data[:8]], 8
    while at < len(data):
        length, kind = struct.unpack_from(">L4s", data, at)
        body = data[at + 8 : at + 8 + length]
        pieces = [body[n : n + 100] for n in range(0, length, 100)] if kind == b"IDAT" else [body]
        for piece in pieces:
            check = struct.pack(">L", zlib.crc32(kind + piece))
            parts.append(struct.pack(">L", len(piece)) + kind + piece + check)
        at += 12 + length
    return b"".join(parts)


def test_a_png_that_says_behind_its_pixels_how_it_lies_is_turned():
    turned = file_of("turned PNG")
    at = turned.index(b"eXIf") - 4
    (length,) = struct.unpack_from(">L", turned, at)
    chunk = turned[at : at + 12 + length]
    late = turned.replace(chunk, b"").replace(turned[-12:], chunk + turned[-12:])
    assert late.index(b"IDAT") < late.index(b"eXIf")
    picture = open_picture(late, "late")
    assert embedded(picture).entries == embedded(open_picture(turned, "early")).entries
    assert f"/Width {SIZE[1]}" in embedded(picture).entries


def test_a_png_is_taken_over_without_decoding_it(monkeypatch):
    picture = open_picture(picture_file(31, 17), "new")
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded"))
    monkeypatch.setattr(PngImageFile, "load", lambda *_: pytest.fail("decoded"))
    assert "/Width 31" in embedded(picture).entries


def _interlaced() -> bytes:
    """A gray 2 x 2 PNG in Adam7: Pillow does not write such."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        )

    header = struct.pack(">LLBBBBB", 2, 2, 8, 0, 0, 0, 1)
    # Pass 1 has the first pixel, pass 6 the second, pass 7 the second row; each row has a filter.
    rows = bytes([0, 10, 0, 20, 0, 30, 40])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
