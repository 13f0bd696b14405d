"""What is to be made, from the arguments and the output's name."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from certgen.errors import ExportError, LayoutError
from certgen.layout import Layout
from certgen.output import Output
from certgen.project import Project


def destination_of(out: str) -> Path:
    """The output's path.

    Raises:
        ExportError: it names a kind of file that is not made by itself.
    """
    path = Path(out)
    if path.suffix.lower() in (".png", ".jpg", ".jpeg") and not out.endswith(("/", os.sep)):
        raise ExportError(
            f"“{out}” is one picture; --out takes a .zip, a .pdf or a folder.",
            "For one person's picture use: certgen preview … --row N -o FILE",
        )
    return path


def with_settings(project: Project, args: argparse.Namespace) -> Project:
    """The project with what the arguments and the output's ending say of the format.

    Raises:
        ExportError: they contradict each other, or a setting is out of range.
        LayoutError: the file name's pattern is too long.
    """
    changes: dict[str, Any] = {"format": _format(project.output, args.format, args.out)}
    changes |= {"dpi": args.dpi} if args.dpi is not None else {}
    changes |= {"sheet": None} if args.no_sheets else {}
    changes |= {"quality": args.quality} if args.quality is not None else {}
    try:
        output = msgspec.structs.replace(project.output, **changes)
    except ValueError as error:
        raise ExportError(f"The output cannot be made so: {error}.") from None
    return replace(project, output=output, layout=_layout(project.layout, args.file_name))


def _format(output: Output, wished: str | None, out: str) -> str:
    if Path(out).suffix.lower() == ".pdf":
        if wished not in (None, "pdf"):
            raise ExportError(
                f"“{out}” is a PDF, but --format says {wished}.",
                "Use --out with a .zip or a folder for pictures.",
            )
        return "pdf-combined"
    return wished or output.format.removesuffix("-combined")


def _layout(layout: Layout, pattern: str | None) -> Layout:
    if pattern is None:
        return layout
    try:
        return msgspec.structs.replace(layout, file_name=pattern)
    except ValueError as error:
        raise LayoutError(f"--file-name cannot be used: {error}.", path="file_name") from None
