"""What the files say of themselves, and how much is done again for each."""

from __future__ import annotations

import io
import itertools
import pickle
from dataclasses import replace

import pytest
from PIL import Image

from certgen.compose import compose_varying, plan
from certgen.encode import encoder_for, estimate, splicer
from certgen.encode.splicer import spans
from certgen.errors import RenderError
from certgen.layout import Layout
from certgen.marks import Artwork
from certgen.output import Output
from certgen.template import Template
from tests.encode.scenes import ASSETS, code, layout_of, template, text

PNG, JPEG = Output(format="png"), Output(format="jpeg")
BOTH = pytest.mark.parametrize("output", [PNG, JPEG], ids=["png", "jpeg"])


def made(layout: Layout, behind: Template | None, output: Output, name: str = "Ada") -> bytes:
    ready = plan(layout, replace(ASSETS, template=behind))
    return b"".join(encoder_for(ready, output).encode(compose_varying(ready, {"Name": name})))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@BOTH
def test_the_resolution_is_in_the_file(output: Output) -> None:
    file = made(layout_of(text((5, 5, 50, 20))), template(480, 320), output)
    assert opened(file).info["dpi"] == pytest.approx((203.2, 203.2), abs=0.3)


@BOTH
def test_another_resolution_is_another_size(output: Output) -> None:
    asked = Output(format=output.format, dpi=100)
    image = opened(made(layout_of(text((5, 5, 50, 20))), template(480, 320), asked))
    assert image.size == (236, 157)


@BOTH
def test_gray_stays_gray_until_there_is_color(output: Output) -> None:
    black = layout_of(text((5, 5, 50, 20), color="#000000"))
    assert opened(made(black, template(120, 80, "L", "gray"), output)).mode == "L"
    blue = layout_of(text((5, 5, 50, 20), color="#1b2a41"))
    assert opened(made(blue, template(120, 80, "L", "gray"), output)).mode == "RGB"
    assert opened(made(black, template(120, 80), output)).mode == "RGB"


def test_png_says_that_its_colors_are_srgb() -> None:
    assert opened(made(Layout(), template(60, 40), PNG)).info["srgb"] == 0


def test_jpeg_has_the_quality_and_color_resolution_asked_for() -> None:
    layout, behind = layout_of(text((5, 5, 50, 20))), template(480, 320, "RGB", "noise")
    sizes = [
        len(made(layout, behind, Output(format="jpeg", quality=quality, subsampling=subsampling)))
        for quality, subsampling in ((95, "4:4:4"), (60, "4:4:4"), (60, "4:2:2"), (60, "4:2:0"))
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4


@BOTH
def test_what_is_not_touched_is_not_made_again(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = plan(
        layout_of(text((5, 2, 50, 10), id="name"), text((5, 28, 50, 8), "{{Course}}", id="course")),
        replace(ASSETS, template=template(480, 320)),
    )
    encoder = encoder_for(ready, output)
    drawn: list[str] = []
    plain = splicer.tiles_of

    def counted(artwork: Artwork, *rest) -> list:
        drawn.append(artwork.element)
        return plain(artwork, *rest)

    monkeypatch.setattr(splicer, "tiles_of", counted)
    for name in ("Ada", "Grace", "Ada"):
        encoder.encode(compose_varying(ready, {"Name": name, "Course": "Botany"}))
    assert drawn == ["name", "course", "name"]


def test_rows_that_share_a_unit_are_done_together() -> None:
    one, two, three = (Artwork(name) for name in "abc")
    cuts = [0, 8, 16, 24, 32]
    assert spans([(one, 17, 20), (two, 3, 9), (three, 8, 16)], cuts) == [
        (0, 2, (two, three)),
        (2, 3, (one,)),
    ]


@pytest.mark.parametrize("top", range(32))
@pytest.mark.parametrize("height", [1, 8, 9])
def test_a_span_holds_the_rows_it_is_made_for(top: int, height: int) -> None:
    cuts, bottom = [0, 8, 16, 24, 32, 40], min(40, top + height)
    (span,) = spans([(Artwork("a"), top, bottom)], cuts)
    assert cuts[span.first] <= top < cuts[span.first + 1]
    assert cuts[span.end - 1] < bottom <= cuts[span.end]


@BOTH
def test_the_estimate_is_the_size_of_what_is_made(output: Output) -> None:
    layout, behind = layout_of(text((5, 5, 50, 20))), template(480, 320)
    ready = plan(layout, replace(ASSETS, template=behind))
    sizes = [len(made(layout, behind, output, name)) for name in ("Ada", "Grace Hopper")]
    told = estimate(ready, output, [{"Name": "Ada"}, {"Name": "Grace Hopper"}])
    assert told == pytest.approx(sum(sizes) / 2)
    assert estimate(ready, output, []) == 0.0


@BOTH
def test_too_many_pixels_are_refused_before_they_are_drawn(output: Output) -> None:
    asked = Output(format=output.format, dpi=2400)
    ready = plan(layout_of(text((5, 5, 50, 20))), replace(ASSETS, template=template(480, 320)))
    huge = plan(Layout(), replace(ASSETS, template=None))
    assert encoder_for(ready, Output(format=output.format, dpi=600))
    with pytest.raises(RenderError, match="pixels"):
        encoder_for(huge, asked)


def test_one_file_for_all_is_not_a_file_for_each() -> None:
    ready = plan(layout_of(code((5, 5, 20, 20))), ASSETS)
    with pytest.raises(ValueError, match="pdf-combined"):
        encoder_for(ready, Output(format="pdf-combined"))


def test_a_jpeg_has_no_more_than_65500_pixels_a_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certgen.encode.jpeg_strips.MAX_SIDE", 100)
    with pytest.raises(RenderError, match="JPEG"):
        made(Layout(), template(130, 97), JPEG)


def test_pieces_are_bytes_that_can_be_sent() -> None:
    ready = plan(layout_of(text((5, 5, 50, 20))), replace(ASSETS, template=template(480, 320)))
    page = compose_varying(ready, {"Name": "Ada"})
    pieces = itertools.chain.from_iterable(
        encoder_for(ready, output).encode(page) for output in (PNG, JPEG)
    )
    assert {type(piece) for piece in pieces} == {bytes}


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("form", ["png", "jpeg", "pdf"])
def test_an_encoder_goes_to_other_processes_as_it_is(form: str, mode: str) -> None:
    """What was prepared once serves all workers."""
    layout = layout_of(text((5, 5, 50, 20), color="#000000"), code((2, 2, 9, 9), id="code"))
    kind = "gray" if mode == "L" else "flat"
    ready = plan(layout, replace(ASSETS, template=template(480, 320, mode, kind)))
    encoder = encoder_for(ready, Output(format=form))
    arrived = pickle.loads(pickle.dumps(encoder))
    for name in ("Ada", "😀 Zoë", "Ada"):
        page = compose_varying(ready, {"Name": name})
        assert b"".join(arrived.encode(page)) == b"".join(encoder.encode(page))


def test_only_what_is_touched_is_encoded_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = plan(
        layout_of(text((2, 5, 10, 8), size=8.0)), replace(ASSETS, template=template(512, 320))
    )
    encoder, widths = encoder_for(ready, JPEG), []
    save = Image.Image.save
    monkeypatch.setattr(
        Image.Image,
        "save",
        lambda image, *a, **k: (widths.append(image.width), save(image, *a, **k)),
    )
    encoder.encode(compose_varying(ready, {"Name": "Ada"}))
    assert widths == [128]
