"""One way of making pictures, in a process of its own: METHOD KIND SIZE COUNT FOLDER -> JSON.

The peers run in an environment that has no certgen, so everything of certgen is imported late.
Time is counted from the first certificate to the closed ZIP; the template is read before.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from certificates import FIELDS, PAGE_MM, SERIF, people, template_file
from PIL import Image, ImageDraw, ImageFont

Pieces = Iterable[bytes]
Method = Callable[[Path, str], Callable[[dict[str, str]], Pieces]]


def usual(path: Path, kind: str, **options: object) -> Callable[[dict[str, str]], Pieces]:
    """The script that everybody writes: open, shrink the font until it fits, draw, save."""

    def make(person: dict[str, str]) -> Pieces:
        image = Image.open(path).convert("RGB")
        for column, x, y, width, size, color in _fields(image.width):
            size = int(size)
            while size > 8:
                font = ImageFont.truetype(SERIF, size)
                if font.getlength(person[column]) <= width:
                    break
                size -= 2
            draw = ImageDraw.Draw(image)
            draw.text((x, y), person[column], font=font, fill=color, anchor="mm")
        return [_saved(image, **options)]

    return make


def tuned(path: Path, kind: str, **options: object) -> Callable[[dict[str, str]], Pieces]:
    """The best that Pillow gives: template and fonts kept, sizes worked out, fast settings."""
    base = Image.open(path).convert("RGB")

    def make(person: dict[str, str]) -> Pieces:
        image = base.copy()
        _draw(image, person)
        return [_saved(image, **options)]

    return make


def opencv(path: Path, kind: str, *, suffix: str, flags: tuple[int, ...] = ()) -> Method:
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    base = Image.open(path).convert("RGB")

    def make(person: dict[str, str]) -> Pieces:
        image = base.copy()
        _draw(image, person)
        return [cv2.imencode(suffix, np.asarray(image)[:, :, ::-1], flags)[1].tobytes()]

    return make


def simplejpeg(path: Path, kind: str) -> Method:
    import numpy as np
    import simplejpeg

    base = Image.open(path).convert("RGB")

    def make(person: dict[str, str]) -> Pieces:
        image = base.copy()
        _draw(image, person)
        pixels = np.asarray(image)
        return [simplejpeg.encode_jpeg(pixels, 90, colorspace="RGB", colorsubsampling="420")]

    return make


def libvips(path: Path, kind: str, *, save: str, **options: int) -> Method:
    import pyvips

    pyvips.cache_set_max(0)
    base = pyvips.Image.new_from_file(str(path)).copy_memory()

    def make(person: dict[str, str]) -> Pieces:
        image = base
        for column, x, y, width, size, color in _fields(base.width):
            font = _fitting(person[column], width, int(size))
            letters = pyvips.Image.text(
                person[column], font=f"EB Garamond {font.size}", fontfile=str(SERIF), dpi=72
            )
            ink = letters.new_from_image(list(color)).copy(interpretation="srgb")
            at = {"x": int(x - letters.width / 2), "y": int(y - letters.height / 2)}
            image = image.composite2(ink.bandjoin(letters), "over", **at)
        flat = image.flatten() if image.hasalpha() else image
        return [getattr(flat.cast("uchar"), save)(**options)]

    return make


def ours(path: Path, kind: str, *, standard_library: bool = False, **output: object) -> Method:
    """certgen with all of its text engine; every record is merged, set, fitted, drawn, encoded."""
    if standard_library:
        sys.modules["isal"] = None  # type: ignore[assignment]
    ready, encoder = _prepared(path, output)
    from certgen.compose import compose_varying

    return lambda person: encoder.encode(compose_varying(ready, person))


def limit(path: Path, kind: str, **output: object) -> Method:
    """What is left if drawing costs nothing: the touched rows encoded, everything else copied."""
    import numpy as np

    ready, encoder = _prepared(path, output)
    from certgen.compose import compose_varying
    from certgen.encode.splicer import spans

    page = compose_varying(ready, people(1)[0])
    seen = encoder._splicer._seen(page)
    cuts = encoder._cuts
    found = spans([(artwork, t.top, t.bottom) for artwork, t in seen.touches], cuts)
    whole = encoder.encode(page)
    if output["format"] == "jpeg":
        strips = [
            encoder._base.image.crop((0, cuts[s.first], encoder._base.image.width, cuts[s.end]))
            for s in found
        ]
        work = [partial(encoder._encoded, strip) for strip in strips]
    else:
        from certgen.encode.png_filter import quickly

        work = []
        for span in found:
            top, bottom = cuts[span.first], cuts[span.end]
            rows = np.ascontiguousarray(encoder._rows[top:bottom])
            filtered = quickly(rows, encoder._kinds[top:bottom], encoder._pixel)
            work.append(partial(encoder._quick, filtered))

    def again(person: dict[str, str]) -> Pieces:
        for one in work:
            one()
        return [b"".join(whole)]

    return again


METHODS: dict[str, tuple[str, Method]] = {
    "png usual script": ("peer", partial(usual, format="PNG")),
    "png tuned Pillow 1": ("peer", partial(tuned, format="PNG", compress_level=1)),
    "png tuned Pillow 1 RLE": (
        "peer",
        partial(tuned, format="PNG", compress_level=1, compress_type=3),
    ),
    "png OpenCV": ("peer", partial(opencv, suffix=".png")),
    "png libvips": ("peer", partial(libvips, save="pngsave_buffer", compression=1)),
    "png certgen": ("ours", partial(ours, format="png")),
    "png certgen, stdlib": ("ours", partial(ours, format="png", standard_library=True)),
    "png limit": ("ours", partial(limit, format="png")),
    "jpeg usual script": ("peer", partial(usual, format="JPEG")),
    "jpeg tuned Pillow": ("peer", partial(tuned, format="JPEG", quality=90)),
    "jpeg OpenCV": ("peer", partial(opencv, suffix=".jpg", flags=(1, 90))),
    "jpeg simplejpeg": ("peer", simplejpeg),
    "jpeg libvips": ("peer", partial(libvips, save="jpegsave_buffer", Q=90)),
    "jpeg certgen": ("ours", partial(ours, format="jpeg", quality=90, subsampling="4:2:0")),
    "jpeg certgen 4:4:4": ("ours", partial(ours, format="jpeg", quality=90)),
    "jpeg limit": ("ours", partial(limit, format="jpeg", quality=90, subsampling="4:2:0")),
}


def _prepared(path: Path, output: dict[str, object]):
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from certgen.encode import encoder_for
    from certgen.output import Output

    ready = _plan(path)
    return ready, encoder_for(ready, Output(**output))


def _plan(path: Path):
    from certgen.compose import Assets, plan
    from certgen.elements.base import Box
    from certgen.elements.text.model import Fit, TextElement, TextStyle
    from certgen.geometry import Size
    from certgen.layout import Layout, PageSize
    from certgen.template import open_template

    elements = []
    unit = PAGE_MM[0] / 3508
    for column, x, y, width, size, color in FIELDS:
        box = Box(
            x=(x - width / 2) * unit,
            y=(y - 0.75 * size) * unit,
            width=width * unit,
            height=1.5 * size * unit,
        )
        style = TextStyle(
            font="EB Garamond",
            size=size * unit / 25.4 * 72,
            color="#{:02x}{:02x}{:02x}".format(*color),
        )
        elements.append(
            TextElement(
                id=column,
                name=column,
                box=box,
                content="{{" + column + "}}",
                style=style,
                fit=Fit(min_size=6.0),
            )
        )
    page = PageSize(width=PAGE_MM[0], height=PAGE_MM[1])
    template = open_template(path.read_bytes(), path.name, size=Size(*PAGE_MM))
    return plan(Layout(page=page, elements=tuple(elements)), Assets(template))


def _fields(width: int) -> Iterator[tuple]:
    unit = width / 3508
    for column, x, y, wide, size, color in FIELDS:
        yield column, x * unit, y * unit, wide * unit, size * unit, color


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SERIF, size)


def _fitting(text: str, width: float, size: int) -> ImageFont.FreeTypeFont:
    length = _font(size).getlength(text)
    return _font(size if length <= width else int(size * width / length))


def _draw(image: Image.Image, person: dict[str, str]) -> None:
    draw = ImageDraw.Draw(image)
    for column, x, y, width, size, color in _fields(image.width):
        font = _fitting(person[column], width, int(size))
        draw.text((x, y), person[column], font=font, fill=color, anchor="mm")


def _saved(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def main() -> None:
    """Measures one method and prints what was found."""
    name, kind, size, count, folder = sys.argv[1:6]
    path = template_file(Path(folder), kind, size)
    started = time.perf_counter()
    make = METHODS[name][1](path, kind)
    prepared = time.perf_counter() - started
    list_of_people = people(int(count))
    archive_path = Path(sys.argv[6] if len(sys.argv) > 6 else f"{folder}/out.zip")
    started = time.perf_counter()
    with zipfile.ZipFile(archive_path, "w") as archive:
        for number, person in enumerate(list_of_people):
            entry = zipfile.ZipInfo(f"{number}.{name.split()[0]}")
            with archive.open(entry, "w") as file:
                for piece in make(person):
                    file.write(piece)
    seconds = (time.perf_counter() - started) / int(count)
    found = {
        "seconds": seconds,
        "prepared": prepared,
        "bytes": archive_path.stat().st_size / int(count),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
