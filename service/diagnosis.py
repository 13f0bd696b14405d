"""What works here and what does not, to be looked at when something is wrong. Shows no secret."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import msgspec

from certgen import __version__
from certgen.batch.crew import cores
from service.configuration import Configuration, shown
from service.hosts import HOSTS, memory_limit
from service.probe import Check, Probe
from service.setting import MEGABYTE

ENGINES = (
    "pillow",
    "uharfbuzz",
    "msgspec",
    "pikepdf",
    "pypdfium2",
    "numpy",
    "isal",
    "segno",
    "babel",
    "starlette",
    "streamlit",
)
_SOURCE = Path(__file__).resolve().parent.parent


class Diagnosis(msgspec.Struct, frozen=True):
    """The state of a server. Memory is in megabytes, None where nothing limits it."""

    version: str
    host: str
    exposed: bool
    python: str
    system: str
    processors: int
    memory_limit: int | None
    engines: dict[str, str]
    checks: tuple[Check, ...]
    settings: dict[str, str]


def diagnose(configuration: Configuration, probes: Sequence[Probe] = ()) -> Diagnosis:
    """Tries everything, `probes` too; takes some tenths of a second the first time."""
    return Diagnosis(
        version=__version__,
        host=HOSTS[configuration.host].title,
        exposed=configuration.exposed,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        processors=cores(),
        memory_limit=memory_limit(),
        engines={name: version for name in ENGINES if (version := _version(name))},
        checks=(*checks(configuration, probes), _source_protected()),
        settings=shown(configuration),
    )


def checks(configuration: Configuration, probes: Sequence[Probe] = ()) -> tuple[Check, ...]:
    """What has to work: fonts, rendering, the folder for temporary files, and `probes`."""
    tried = (
        Probe("fonts", _fonts, needed=True),
        Probe("rendering", _rendering, needed=True),
        Probe("temporary folder", lambda: _writable(configuration.temp_folder)),
        *probes,
    )
    return tuple(probe.check() for probe in tried)


@lru_cache(maxsize=1)
def _fonts() -> str:
    from certgen.fontbook import FontBook

    book = FontBook.shipped()
    faces = [face for family in book.families for face in family.faces]
    for family in book.families[:3]:
        book.data(book.choose(family.name))
    return f"{len(book.families)} families, {len(faces)} files"


@lru_cache(maxsize=1)
def _rendering() -> str:
    """A name in two scripts is drawn; kept once it worked."""
    from certgen.compose import Assets
    from certgen.elements.base import Box
    from certgen.elements.text.model import TextElement
    from certgen.layout import Layout, PageSize
    from certgen.render import render

    box = Box(x=0, y=0, width=50, height=20)
    text = TextElement(id="name", name="Name", content="{{Name}}", box=box)
    layout = Layout(page=PageSize(width=50, height=20), elements=(text,))
    image = render(layout, {"Name": "Zoë محمد"}, Assets(), dpi=72)
    low, _ = image.convert("L").getextrema()
    if not isinstance(low, (int, float)) or low > 128:
        raise OSError("text was drawn, but nothing can be seen")
    return f"{image.width} × {image.height} pixels"


def _writable(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(2**16))
        file.flush()
    return f"{shutil.disk_usage(folder).free // MEGABYTE:,} MB free"


def _source_protected() -> Check:
    protected = not os.access(_SOURCE / "service", os.W_OK)
    told = "read-only" if protected else "writable by this process; it is never written to"
    return Check("program files", True, told)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
