"""Layouts as versioned JSON: strict in what is read, every complaint with its place in the file."""

from __future__ import annotations

import codecs
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from certgen.errors import LayoutError
from certgen.layout import Layout
from certgen.value import plain

VERSION = 1
MAX_BYTES = 1_000_000

Version = Annotated[int, Meta(ge=1, le=VERSION, description="of the file format")]


class LayoutFile(Layout, frozen=True, kw_only=True):
    """A layout as it stands in a file: the same, and the version of the format."""

    version: Version


def dump_layout(layout: Layout) -> bytes:
    """A layout as indented UTF-8 JSON, the same bytes for the same layout."""
    content = {"version": VERSION, **msgspec.to_builtins(layout)}
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def load_layout(data: bytes, name: str = "the layout file") -> Layout:
    """Reads what `dump_layout` wrote, or somebody's editor.

    Raises:
        LayoutError: not JSON, larger than 1 MB, made by a newer version, or a value that is not
            allowed; `path` says where.
    """
    if len(data) > MAX_BYTES:
        raise LayoutError(
            f"{name} has {len(data):,} bytes; a layout has at most {MAX_BYTES:,}.",
            "Pictures belong in the project file, not in the layout.",
        )
    try:
        # Windows' editor marks UTF-8 at its beginning.
        file = msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8), type=LayoutFile)
    except msgspec.ValidationError as error:
        raise _refused(data, name, error) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LayoutError(
            f"{name} is not valid JSON: {error}.", "Save the layout again from the designer."
        ) from None
    content = {f: getattr(file, f) for f in Layout.__struct_fields__}
    return Layout(**content)


def layout_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the layout file, made from the model."""
    schema = msgspec.json.schema(LayoutFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _refused(data: bytes, name: str, error: msgspec.ValidationError) -> LayoutError:
    version = _version_in(data)
    if version > VERSION:
        return LayoutError(
            f"{name} was made by a newer certgen (format {version}; this one reads {VERSION}).",
            "Update certgen and open it again.",
            path="version",
        )
    reason, _, path = str(error).partition(" - at `")
    path = path.removesuffix("`").removeprefix("$").lstrip(".")
    where = f" at {path}" if path else ""
    return LayoutError(
        f"{name}{where}: {plain(reason)}.", "Correct the file or save it again.", path=path
    )


class _Versioned(msgspec.Struct):
    version: Any = 0


def _version_in(data: bytes) -> int:
    try:
        version = msgspec.json.decode(data, type=_Versioned).version
    except (msgspec.MsgspecError, RecursionError):
        return 0  # whatever is wrong was already found, and is what should be told
    return version if isinstance(version, int) else 0
