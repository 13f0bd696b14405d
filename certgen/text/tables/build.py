"""Makes the property tables beside this file from the Unicode Character Database.

    python certgen/text/tables/build.py /usr/share/unicode     (Debian: apt install unicode-data)

Each table is a text file of lines "first value": from this code point (hexadecimal) up to the next
line's, characters have this value. Only what Python's unicodedata does not know is here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
LAST = 0x10FFFF
_ENTRY = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([^#;]+)")
_ALIAS = re.compile(r"sc\s*;\s*(\w+)\s*;\s*(\w+)")
# Noncharacters and unassigned code points the files leave to their "@missing" lines (UAX #14).
LINE_BREAK_DEFAULTS = (
    (0x3400, 0x4DBF, "ID"),
    (0x4E00, 0x9FFF, "ID"),
    (0xF900, 0xFAFF, "ID"),
    (0x20000, 0x2FFFD, "ID"),
    (0x30000, 0x3FFFD, "ID"),
    (0x1F000, 0x1FAFF, "ID"),
    (0x1FC00, 0x1FFFD, "ID"),
    (0x20A0, 0x20CF, "PR"),
)


def main(source: Path) -> None:
    """Writes every table.

    Args:
        source: a folder that holds the database's files.
    """
    aliases = {
        long: short
        for short, long in _ALIAS.findall((source / "PropertyValueAliases.txt").read_text())
    }
    script = {point: aliases[name] for point, name in entries(source / "Scripts.txt")}
    write("script", script, "Zzzz", "Scripts.txt")
    extensions = dict(entries(source / "ScriptExtensions.txt"))
    write("script_extensions", extensions, "-", "ScriptExtensions.txt")
    line_break = {p: v for first, last, v in LINE_BREAK_DEFAULTS for p in range(first, last + 1)}
    line_break.update(entries(source / "LineBreak.txt"))
    write("line_break", line_break, "XX", "LineBreak.txt")
    clusters = dict(entries(source / "auxiliary" / "GraphemeBreakProperty.txt"))
    pictographs = entries(source / "emoji" / "emoji-data.txt")
    emoji = {p: "yes" for p, name in pictographs if name == "Emoji_Presentation"}
    write("emoji_presentation", emoji, "-", "emoji-data.txt")
    clusters.update((p, "ExtPict") for p, name in pictographs if name == "Extended_Pictographic")
    write("grapheme_break", clusters, "Other", "GraphemeBreakProperty.txt, emoji-data.txt")


def entries(path: Path) -> list[tuple[int, str]]:
    """The code points of one of the database's files, each with its value."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _ENTRY.match(line):
            first, last = int(match[1], 16), int(match[2] or match[1], 16)
            found += [(point, match[3].strip()) for point in range(first, last + 1)]
    return found


def write(name: str, values: dict[int, str], default: str, source: str) -> None:
    """Writes one table as ranges."""
    lines = [
        f"# From {source} of the Unicode Character Database 15.0.0, by build.py.",
        "# © 1991-2022 Unicode, Inc.; see LICENSE beside this file.",
    ]
    before = ""
    for point in range(LAST + 1):
        value = values.get(point, default)
        if value != before:
            lines.append(f"{point:X} {value}")
            before = value
    (HERE / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"))
