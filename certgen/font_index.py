"""Font faces and families, and the index of those that come with certgen.

`fonts/index.json` holds the facts, `fonts/coverage.json` the letters; fonts/build_index.py writes
both from the files. Nothing is opened here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from certgen.errors import FontError

Category = Literal["serif", "sans", "script", "display", "blackletter", "fallback"]

# Beside the package in a checkout, inside it once installed.
_PACKAGE = Path(__file__).parent
FOLDER = next(
    (p for p in (_PACKAGE / "_fonts", _PACKAGE.parent / "fonts") if (p / "index.json").is_file()),
    _PACKAGE / "_fonts",
)

KEY_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a variable font, in the axis's own units."""

    tag: str
    minimum: float
    default: float
    maximum: float


@dataclass(frozen=True, slots=True)
class Face:
    """One face of one font file; `file` is relative to the shipped fonts, "" for a user's font.

    `key` is the start of the file's SHA-256, so faces compare by content. `weight` is the
    OpenType weight class, 400 for regular. `notes` are what a person who uses it should know.
    """

    family: str
    key: str
    weight: int
    italic: bool
    axes: tuple[Axis, ...] = ()
    index: int = 0
    file: str = ""
    notes: tuple[str, ...] = ()
    data: bytes = field(default=b"", repr=False, compare=False)

    def lightest_to_boldest(self) -> tuple[float, float]:
        """The weights it can really draw."""
        for axis in self.axes:
            if axis.tag == "wght":
                return axis.minimum, axis.maximum
        return self.weight, self.weight


@dataclass(frozen=True, slots=True)
class Family:
    """Faces that belong together. `sample` is a line to show it by, in its own script.

    `scripts` (ISO 15924) are those it stands in for when another font lacks a letter, and
    `languages` (BCP 47) those it is then preferred for.
    """

    name: str
    category: Category
    faces: tuple[Face, ...]
    sample: str
    serif: bool = False
    scripts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class _FaceEntry(msgspec.Struct, frozen=True):
    file: str
    sha256: str
    size: int
    weight: int
    italic: bool
    axes: tuple[tuple[str, float, float, float], ...]


class _FamilyEntry(msgspec.Struct, frozen=True):
    name: str
    category: Category
    serif: bool
    sample: str
    scripts: tuple[str, ...]
    languages: tuple[str, ...]
    faces: tuple[_FaceEntry, ...]


class _Index(msgspec.Struct, frozen=True):
    families: tuple[_FamilyEntry, ...]


@lru_cache(maxsize=1)
def shipped_families() -> tuple[Family, ...]:
    """The families in fonts/, in the order of menus."""
    index = msgspec.json.decode(read_shipped("index.json"), type=_Index)
    return tuple(_family(entry) for entry in index.families)


def _family(entry: _FamilyEntry) -> Family:
    faces = tuple(
        Face(
            family=entry.name,
            key=face.sha256[:KEY_DIGITS],
            weight=face.weight,
            italic=face.italic,
            axes=tuple(Axis(*axis) for axis in face.axes),
            file=face.file,
        )
        for face in entry.faces
    )
    return Family(
        entry.name,
        entry.category,
        faces,
        entry.sample,
        entry.serif,
        entry.scripts,
        entry.languages,
    )


@lru_cache(maxsize=1)
def _coverage_index() -> dict[str, str]:
    return msgspec.json.decode(read_shipped("coverage.json"), type=dict[str, str])


@lru_cache(maxsize=128)
def shipped_coverage(key: str) -> frozenset[int]:
    """The code points of one shipped file, by its key."""
    points: set[int] = set()
    for part in _coverage_index()[key].split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


@lru_cache(maxsize=64)
def read_shipped(file: str) -> bytes:
    """A file of fonts/.

    Raises:
        FontError: it is missing or cannot be read.
    """
    try:
        return (FOLDER / file).read_bytes()
    except OSError as error:
        raise FontError(
            f"The font file “{file}” that comes with certgen cannot be read: {error.strerror}.",
            "Install certgen again.",
        ) from None
