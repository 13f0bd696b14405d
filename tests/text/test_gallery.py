"""Every sample against Chromium's rendering of the same fonts."""

from __future__ import annotations

import base64
import html
import io

import numpy as np
import pytest
from PIL import Image

from certgen.marks import TextMark
from tests.text.gallery import BASELINE, FONTS, HEIGHT, MARGIN, PIXELS, WIDTH, draw, mark_of
from tests.text.samples import SAMPLES

GOAL = 0.08
"""Different pixels as a share of all ink; below this only the anti-aliasing differs."""
_REACH = 2

pytestmark = pytest.mark.browser


def test_all_samples_look_as_in_chromium(chromium_page):
    marks = [mark_of(sample) for sample in SAMPLES]
    chromium_page.set_viewport_size({"width": WIDTH, "height": HEIGHT * len(SAMPLES)})
    chromium_page.set_content(_page(marks), wait_until="load")
    chromium_page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(chromium_page.screenshot())).convert("L")
    figures = []
    for row, (sample, mark) in enumerate(zip(SAMPLES, marks, strict=True)):
        theirs = shot.crop((0, row * HEIGHT, WIDTH, (row + 1) * HEIGHT))
        figures.append((difference(draw(mark), theirs), sample.name))
    table = "\n".join(f"{figure:6.3f}  {name}" for figure, name in sorted(figures, reverse=True))
    print(table)  # noqa: T201 - the figures are what this test is looked at for
    assert len(figures) >= 40
    assert max(figures)[0] <= GOAL, f"\n{table}"


def difference(ours: Image.Image, theirs: Image.Image) -> float:
    """The least share of ink that differs, one picture moved by up to two pixels."""
    one, other = (255.0 - np.asarray(image, np.float32) for image in (ours, theirs))
    assert one.sum() > 0
    shifts = range(-_REACH, _REACH + 1)
    ink = one.sum() + other.sum()
    return float(
        min(
            np.abs(one - np.roll(other, (dy, dx), (0, 1))).sum() / ink
            for dx in shifts
            for dy in shifts
        )
    )


def _page(marks: list[TextMark]) -> str:
    refs = list(dict.fromkeys(run.font for mark in marks for run in mark.runs))
    faces = "".join(
        f"@font-face{{font-family:f{n};src:url(data:font/ttf;base64,"
        f"{base64.b64encode(FONTS.data(ref)).decode()})"
        f"{';font-weight:1 1000' if ref.variations else ''}}}"
        for n, ref in enumerate(refs)
    )
    rows = "".join(
        _row(row, mark, [f"f{refs.index(run.font)}" for run in mark.runs], sample)
        for row, (mark, sample) in enumerate(zip(marks, SAMPLES, strict=True))
    )
    return (
        f"<!doctype html><meta charset=utf-8><style>{faces}*{{margin:0}}"
        f"svg{{display:block}}text{{font-size:{PIXELS}px;font-synthesis:none;white-space:pre;"
        f"text-rendering:geometricPrecision;font-optical-sizing:none}}</style>{rows}"
    )


def _row(row, mark, families, sample) -> str:
    # The paragraph's direction is the text's own, as certgen takes it.
    rtl = "rtl" if mark.runs and sample.text and _first_is_rtl(sample.text) else "ltr"
    anchor = "end" if rtl == "rtl" else "start"
    return (
        f"<svg width={WIDTH} height={HEIGHT} lang='{sample.language}'>"
        f"<text x={MARGIN} y={BASELINE} direction={rtl} text-anchor={anchor} "
        f"style='font-family:{','.join(dict.fromkeys(families))};"
        f"font-weight:{sample.weight}'>{html.escape(sample.text)}</text></svg>"
    )


def _first_is_rtl(text: str) -> bool:
    from certgen.text.bidi import levels

    return bool(levels(text).base)
