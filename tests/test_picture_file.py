"""Pictures from outside: what people have opens, what is hostile is refused in a sentence."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageOps

from certgen.errors import TemplateError
from certgen.picture_file import MAX_BYTES, open_picture
from tests.pictures import pdf_file, picture_file, png_that_claims


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_people_have_opens(kind: str) -> None:
    picture = open_picture(picture_file(kind=kind), "a")
    assert (picture.format, picture.width_px, picture.height_px) == (kind, 60, 40)
    assert picture.image().mode == "RGB"


@pytest.mark.parametrize(
    ("mode", "comes_as"),
    [("RGBA", "RGBA"), ("LA", "RGBA"), ("L", "RGB"), ("P", "RGB"), ("1", "RGB")],
)
def test_every_mode_comes_out_as_8_bit_rgb_or_rgba(mode: str, comes_as: str) -> None:
    picture = open_picture(picture_file(mode=mode), "a")
    assert picture.image().mode == comes_as
    assert picture.has_alpha == (comes_as == "RGBA")


def test_equality_is_by_content() -> None:
    one, same = (open_picture(picture_file(), "a") for _ in range(2))
    assert one == same
    assert one != open_picture(picture_file(61), "a")


def test_a_phone_picture_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = picture_file(60, 40, kind="JPEG", exif=exif)
    picture = open_picture(data, "a")
    assert (picture.width_px, picture.height_px) == (40, 60) == picture.image().size
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert picture.image().tobytes() == upright.tobytes()


def test_16_bit_gray_is_not_clipped_to_white() -> None:
    out = io.BytesIO()
    Image.fromarray(np.full((4, 4), 32_768, np.uint16)).save(out, "PNG")
    assert open_picture(out.getvalue(), "a").image().getpixel((0, 0)) == (128, 128, 128)


def test_the_hidden_color_under_transparency_stays_hidden() -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    out = io.BytesIO()
    image.save(out, "PNG", transparency=0)
    pixels = open_picture(out.getvalue(), "a").image()
    assert pixels.getpixel((0, 0))[3] == 0
    assert pixels.getpixel((1, 0)) == (0, 0, 255, 255)


def test_cmyk_comes_out_as_rgb_with_and_without_a_usable_profile() -> None:
    ink = Image.new("CMYK", (2, 2), (0, 255, 255, 0))
    for profile in (
        None,
        b"not a profile",
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    ):
        out = io.BytesIO()
        ink.save(out, "JPEG", icc_profile=profile) if profile else ink.save(out, "JPEG")
        red, green, blue = open_picture(out.getvalue(), "a").image().getpixel((0, 0))
        assert red > 200
        assert max(green, blue) < 60


def test_only_the_first_of_several_pictures_is_used_and_that_is_said() -> None:
    frames = [Image.new("RGB", (4, 4), color) for color in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    picture = open_picture(out.getvalue(), "waving.webp")
    assert "2 pictures" in picture.notes[0]
    assert picture.image().getpixel((0, 0))[:3] == (255, 0, 0)


@pytest.mark.parametrize(("dpi", "told"), [((300, 300), 300), ((300, 72), None), (None, None)])
def test_the_resolution_is_what_the_file_says_if_it_makes_sense(
    dpi: tuple[int, int] | None, told: float | None
) -> None:
    options = {"dpi": dpi} if dpi else {}
    assert open_picture(picture_file(**options), "a").dpi == pytest.approx(told, abs=0.1)


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (2, 2)).save(out, "GIF")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just words",
        gif(),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='1e6' height='1e6'/>",
        pdf_file(),
        picture_file()[:30],
    ],
    ids=["empty", "text", "gif", "eps", "svg", "pdf", "header only"],
)
def test_what_is_no_such_picture_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError, match=r"“holiday\.png”") as caught:
        open_picture(data, "holiday.png")
    assert caught.value.hint


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_file_that_was_not_copied_whole_is_refused(kind: str) -> None:
    data = picture_file(400, 300, kind=kind)
    with pytest.raises(TemplateError, match="“a”"):
        open_picture(data[: len(data) // 2], "a")


@pytest.mark.parametrize("size", [(12_001, 10_000), (20_000, 10_000), (60_000, 60_000)])
def test_a_picture_with_far_too_many_pixels_is_refused_before_it_is_decoded(
    size: tuple[int, int],
) -> None:
    with pytest.raises(TemplateError, match="pixels"):
        open_picture(png_that_claims(*size), "a")


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(TemplateError, match="MB"):
        open_picture(bytes(MAX_BYTES + 1), "a")
