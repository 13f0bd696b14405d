"""Puts together the folder that is deployed: the program, its fonts, and this configuration.

python deploy/vercel/bundle.py /tmp/certgen-vercel
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PACKAGES = ("certgen", "service", "fonts")
CONFIGURATION = ("vercel.json", "requirements.txt", ".python-version", "api/index.py")
# The command line and what builds the tables of fonts and text is not called there.
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "cli", "catalog.py", "build*.py", "*.md")


def bundle(destination: Path) -> None:
    """Makes the folder, which must not exist yet."""
    (destination / "api").mkdir(parents=True)
    for name in PACKAGES:
        shutil.copytree(ROOT / name, destination / name, ignore=_LEFT_OUT)
    for name in CONFIGURATION:
        shutil.copyfile(HERE / name, destination / name)
    shutil.copyfile(ROOT / "LICENSE", destination / "LICENSE")


def main(arguments: list[str]) -> int:
    """Makes the folder named on the command line."""
    if len(arguments) != 1:
        sys.stderr.write("Name one folder: python deploy/vercel/bundle.py FOLDER\n")
        return 2
    try:
        bundle(Path(arguments[0]))
    except FileExistsError as error:
        sys.stderr.write(f"“{error.filename}” is there already. Name a new folder.\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
