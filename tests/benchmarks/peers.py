"""Installs the peers into a folder of the benchmark's own; who cannot be had is told by name."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

BASIS = ("pillow==13.0.0", "numpy")
PYTHON = {
    "OpenCV": ("opencv-python-headless",),
    "libvips": ("pyvips", "pyvips-binary"),
    "simplejpeg": ("simplejpeg",),
    "ReportLab": ("reportlab",),
    "fpdf2, shaped": ("fpdf2", "uharfbuzz"),
    "pikepdf overlay": ("pikepdf==10.13.0.post1", "reportlab"),
    "pypdf overlay": ("pypdf", "reportlab"),
    "WeasyPrint": ("weasyprint",),
    "Typst": ("typst",),
}
NODE = {"pdfme": ("@pdfme/generator", "@pdfme/common", "@pdfme/schemas")}


class Peers:
    """The peers in a folder: their Python, and why some are missing."""

    def __init__(self, folder: Path) -> None:
        self.python = folder / "python" / "bin" / "python"
        self.missing: dict[str, str] = {}
        if not self.python.exists():
            venv.create(folder / "python", with_pip=True)
            if why := self._pip(*BASIS):
                sys.exit(f"The peers' Python cannot be set up: {why}")
        wanted = [package for packages in PYTHON.values() for package in packages]
        if self._pip(*wanted):
            for name, packages in PYTHON.items():
                self._note(name, self._pip(*packages))
        node = folder / "node"
        node.mkdir(parents=True, exist_ok=True)
        for name, packages in NODE.items():
            if not (node / "node_modules" / packages[0]).exists():
                self._note(name, _called("npm", "install", "--prefix", str(node), *packages))

    def _pip(self, *packages: str) -> str:
        return _called(str(self.python), "-m", "pip", "install", "--quiet", *packages)

    def _note(self, name: str, why: str) -> None:
        if why:
            self.missing[name] = why


def _called(*command: str) -> str:
    """Why a command failed, in its last line; nothing if it did not."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        return str(error)
    said = done.stderr.strip().splitlines() or ["it does not say why"]
    return said[-1] if done.returncode else ""
