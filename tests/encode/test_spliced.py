"""Spliced files decode to the very pixels of encoding whole."""

from __future__ import annotations

import io
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from certgen.compose import Plan, compose_varying, plan
from certgen.elements.base import Box, Condition
from certgen.elements.picture.model import PictureElement
from certgen.encode import encoder_for
from certgen.encode.whole_frame import WholeFrame
from certgen.layout import Layout
from certgen.output import Output
from certgen.template import Template
from tests.encode.scenes import ASSETS, code, layout_of, layouts, template, templates, text

NAMES = ("Ada", "Grace Brewster Murray Hopper", "", "ÅÄÖ ŷ", "Ada")
OUTPUTS = (
    Output(format="png"),
    Output(format="png", dpi=50),
    Output(format="jpeg"),
    Output(format="jpeg", quality=60, subsampling="4:2:0"),
    Output(format="jpeg", subsampling="4:2:2", dpi=70),
)
KINDS = pytest.mark.parametrize("output", OUTPUTS, ids=lambda o: f"{o.format}-{o.subsampling}")


def planned(layout: Layout, behind: Template | None) -> Plan:
    return plan(layout, replace(ASSETS, template=behind))


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(data)) as image:
        return image.size, image.convert("RGB").tobytes()


def assert_equal(ready: Plan, output: Output, names: tuple[str, ...] = NAMES) -> None:
    spliced, whole = encoder_for(ready, output), WholeFrame(ready, output)
    for name in names:
        page = compose_varying(ready, {"Name": name})
        assert pixels(b"".join(spliced.encode(page))) == pixels(b"".join(whole.encode(page)))


@KINDS
@given(layouts(), templates)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_layout_on_any_template(output: Output, layout: Layout, behind: Template) -> None:
    assert_equal(planned(layout, behind), output)


@KINDS
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (16, 16), (97, 131)])
def test_an_element_over_the_whole_page(output: Output, size: tuple[int, int]) -> None:
    layout = layout_of(code((-5, -5, 70, 50)), text((0, 0, 60, 40), size=90.0))
    assert_equal(planned(layout, template(*size)), output)


@KINDS
@pytest.mark.parametrize("kind", ["flat", "noise", "gray"])
def test_the_first_and_the_last_row(output: Output, kind: str) -> None:
    layout = layout_of(
        code((0, 0, 6, 6), id="first"), code((50, 36, 10, 10), id="last", background="")
    )
    assert_equal(planned(layout, template(240, 161, "RGB", kind)), output)


@KINDS
def test_overlapping_elements_keep_their_order(output: Output) -> None:
    layout = layout_of(
        text((5, 5, 50, 20), id="under", size=30.0),
        code((20, 5, 20, 20), id="between", opacity=0.6, rotation=12.0),
        text((5, 10, 50, 20), id="over", color="#aa2211", size=30.0),
        text((5, 12, 50, 20), "constant, but above", id="constant", opacity=0.5),
    )
    assert_equal(planned(layout, template(480, 320, "RGB", "noise")), output)


@KINDS
def test_color_on_a_gray_page_for_some_records_only(output: Output) -> None:
    box, shown = Box(x=3, y=3, width=9, height=9), Condition(column="Name", test="filled")
    seal = PictureElement(id="seal", name="S", box=box, picture="seal", only_if=shown)
    layout = layout_of(text((5, 12, 50, 20), color="#000000"), seal)
    assert_equal(planned(layout, template(240, 160, "L", "gray")), output)


@KINDS
def test_without_a_template_the_page_is_white(output: Output) -> None:
    ready = planned(layout_of(code((5, 5, 20, 20))), None)
    assert_equal(ready, output, ("Ada",))


@KINDS
def test_nothing_on_the_template(output: Output) -> None:
    assert_equal(planned(Layout(), template(130, 97)), output, ("Ada",))


@pytest.mark.long
@pytest.mark.parametrize("output", [OUTPUTS[0], OUTPUTS[2]], ids=["png", "jpeg"])
def test_ten_thousand_pixels_a_side(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    layout = layout_of(code((1, 1, 5, 5)), text((5, 30, 50, 10)))
    assert_equal(planned(layout, template(10_000, 10_000)), output, ("Ada", ""))


@pytest.mark.skipif(shutil.which("pngcheck") is None, reason="pngcheck is not installed")
@given(layouts(), templates, st.sampled_from(NAMES))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pngcheck_finds_nothing(layout: Layout, behind: Template, name: str) -> None:
    ready = planned(layout, behind)
    pieces = encoder_for(ready, OUTPUTS[0]).encode(compose_varying(ready, {"Name": name}))
    said = subprocess.run(["pngcheck", "-q"], input=b"".join(pieces), capture_output=True)
    assert (said.returncode, said.stdout + said.stderr) == (0, b"")


@KINDS
def test_threads_share_an_encoder(output: Output) -> None:
    ready = planned(layout_of(text((5, 12, 50, 20)), code((0, 0, 9, 9))), template(480, 320))
    pages = [compose_varying(ready, {"Name": f"Ada {n % 7}"}) for n in range(60)]
    alone = [encoder_for(ready, output).encode(page) for page in pages[:7]]
    shared = encoder_for(ready, output)
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(shared.encode, pages))
    assert [b"".join(m) for m in made] == [b"".join(alone[n % 7]) for n in range(60)]


def test_bytes_do_not_depend_on_what_was_made_before() -> None:
    ready = planned(layout_of(text((5, 12, 50, 20))), template(480, 320, "RGB", "noise"))
    page = compose_varying(ready, {"Name": "Ada"})
    for output in OUTPUTS:
        fresh, used = encoder_for(ready, output), encoder_for(ready, output)
        for name in NAMES:
            used.encode(compose_varying(ready, {"Name": name}))
        assert b"".join(fresh.encode(page)) == b"".join(used.encode(page))
