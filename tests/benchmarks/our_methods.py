"""certgen on the job, with all of its text engine; and "limit": what no drawing can go below.

Every record is merged, set, fitted, drawn and encoded. The limit copies a finished certificate and
encodes again what differs (PDF: it only copies).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from certificates import FIELDS, PAGE_MM, people

Person = dict[str, str]
Make = Callable[[Person], Iterable[bytes]]


def certgen(path: Path, *, standard_library: bool = False, **output: object) -> Make:
    if standard_library:
        sys.modules["isal"] = None  # type: ignore[assignment]
    from certgen.compose import compose_varying
    from certgen.encode import encoder_for
    from certgen.output import Output

    ready = plan_of(path)
    encoder = encoder_for(ready, Output(**output))
    return lambda person: encoder.encode(compose_varying(ready, person))


def certgen_merged(path: Path) -> Callable[[Iterable[Person]], Iterator[bytes]]:
    from certgen.compose import compose_varying
    from certgen.pdf import PdfMerged

    ready = plan_of(path)

    def make(crowd: Iterable[Person]) -> Iterator[bytes]:
        file = PdfMerged(ready)
        yield from file.begin()
        for person in crowd:
            yield from file.add(compose_varying(ready, person))
        yield from file.end()

    return make


def zipped(target: Path, make: Make, crowd: list[Person], output: str) -> None:
    """Everybody's file in a ZIP."""
    from certgen.export.zip_file import ZipSink

    sink = ZipSink(target)
    for number, person in enumerate(crowd):
        sink.add(f"{number}.{output}", make(person))
    sink.finish(b"")


def copying(path: Path) -> Make:
    finished = list(certgen(path, format="pdf")(people(1)[0]))
    return lambda person: finished


def encoding(path: Path, **output: object) -> Make:
    from certgen.compose import compose_varying
    from certgen.encode import encoder_for
    from certgen.encode.splicer import spans
    from certgen.output import Output

    ready = plan_of(path)
    encoder = encoder_for(ready, Output(**output))
    page = compose_varying(ready, people(1)[0])
    touches = encoder._splicer._seen(page).touches
    found = spans([(artwork, t.top, t.bottom) for artwork, t in touches], encoder._cuts)
    again = _strips if output["format"] == "jpeg" else _bands
    work = again(encoder, found)
    whole = encoder.encode(page)

    def make(person: Person) -> Iterable[bytes]:
        for one in work:
            one()
        return whole

    return make


def _strips(encoder, spans: list) -> list[Callable[[], object]]:
    from certgen.render.artwork import tiles_of

    base, work = encoder._base, []
    for span in spans:
        tiles = [t for a in span.artworks for t in tiles_of(a, base.scale, base.assets)]
        left, right = (edge * encoder._step for edge in encoder._columns(tiles))
        top, bottom = encoder._cuts[span.first], encoder._cuts[span.end]
        strip = base.image.crop((left, top, min(right, base.image.width), bottom))
        work.append(partial(encoder._encoded, strip))
    return work


def _bands(encoder, spans: list) -> list[Callable[[], object]]:
    from certgen.encode.png_filter import quickly

    rows = [slice(encoder._cuts[span.first], encoder._cuts[span.end]) for span in spans]
    pieces = [(encoder._rows[part].copy(), encoder._kinds[part]) for part in rows]
    filtered = [quickly(piece, kinds, encoder._pixel) for piece, kinds in pieces]
    return [partial(encoder._quick, piece) for piece in filtered]


def plan_of(path: Path):
    """The layout of the job on a template."""
    from certgen.compose import Assets, plan
    from certgen.elements.base import Box
    from certgen.elements.text.model import Fit, TextElement, TextStyle
    from certgen.geometry import Size
    from certgen.layout import Layout, PageSize
    from certgen.template import open_template

    unit = PAGE_MM[0] / 3508
    elements = tuple(
        TextElement(
            id=column,
            name=column,
            box=Box(
                x=(x - width / 2) * unit,
                y=(y - 0.75 * size) * unit,
                width=width * unit,
                height=1.5 * size * unit,
            ),
            content="{{" + column + "}}",
            style=TextStyle(
                font="EB Garamond",
                size=size * unit / 25.4 * 72,
                color="#{:02x}{:02x}{:02x}".format(*color),
            ),
            fit=Fit(min_size=6.0),
        )
        for column, x, y, width, size, color in FIELDS
    )
    page = PageSize(width=PAGE_MM[0], height=PAGE_MM[1])
    template = open_template(path.read_bytes(), path.name, size=Size(*PAGE_MM))
    return plan(Layout(page=page, elements=elements), Assets(template))


_JPEG = {"format": "jpeg", "quality": 90, "subsampling": "4:2:0"}
PNG = {
    "certgen": partial(certgen, format="png"),
    "certgen, no isal": partial(certgen, format="png", standard_library=True),
    "limit": partial(encoding, format="png"),
}
JPEG = {"certgen": partial(certgen, **_JPEG), "limit": partial(encoding, **_JPEG)}
PDF = {"certgen": partial(certgen, format="pdf"), "limit": copying}
MERGED = {"certgen": certgen_merged}
