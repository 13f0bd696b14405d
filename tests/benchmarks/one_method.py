"""One method on one job, in a process of its own: OUTPUT METHOD KIND COUNT FOLDER NUMBER -> JSON.

Everybody's time runs from the second certificate to the closed file on the disk. Before it the
template is read, the fonts are opened, and a first certificate is made and kept to be looked at.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from certificates import background, people, template_file


def module_of(output: str, name: str) -> ModuleType:
    """Where the method is, with nothing imported that only others need."""
    if name.startswith(("certgen", "limit")):
        import our_methods as methods
    elif output in ("png", "jpeg"):
        import raster_methods as methods
    else:
        import pdf_methods as methods
    return methods


def main() -> None:
    """Measures one method and prints what was found."""
    output, name, kind, count, where, number = sys.argv[1:7]
    folder, merged = Path(where), output == "merged"
    is_picture = output in ("png", "jpeg")
    path = template_file(folder, kind, "L") if is_picture else background(folder, kind)
    methods = module_of(output, name)
    make, crowd = getattr(methods, output.upper())[name](path), people(int(count) + 1)
    first = b"".join(make(crowd[:1] if merged else crowd[0]))
    page_of(folder, output, name, kind).write_bytes(first)
    target = folder / f"out-{number}"
    wall, processor = time.perf_counter(), time.process_time()
    if merged:
        with target.open("wb") as file:
            file.writelines(make(crowd[1:]))
    else:
        # certgen writes its ZIP by itself; for all others it is Python's that does.
        getattr(methods, "zipped", zipped)(target, make, crowd[1:], output)
    found = {
        "seconds": (time.process_time() - processor) / int(count),
        "wall": (time.perf_counter() - wall) / int(count),
        "bytes": target.stat().st_size / int(count),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    target.unlink()
    print(json.dumps(found))


def zipped(target: Path, make: Callable, crowd: list[dict[str, str]], output: str) -> None:
    """Everybody's file in a ZIP."""
    with zipfile.ZipFile(target, "w") as archive:
        for number, person in enumerate(crowd):
            with archive.open(f"{number}.{output}", "w") as entry:
                for piece in make(person):
                    entry.write(piece)


def page_of(folder: Path, output: str, name: str, kind: str) -> Path:
    """Where a method's first certificate is kept."""
    (folder / "pages").mkdir(exist_ok=True)
    ending = "pdf" if output == "merged" else output
    return folder / "pages" / f"{output} {kind} {name}.{ending}"


if __name__ == "__main__":
    main()
