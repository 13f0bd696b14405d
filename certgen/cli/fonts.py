"""`certgen fonts`: what is there to set text in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from certgen.cli.arguments import Commands, command
from certgen.cli.screen import Screen
from certgen.errors import ExitCode

if TYPE_CHECKING:
    from certgen.font_index import Face

_DESCRIPTION = """\
Lists the font families that can be used by name, with their weights.

examples:
  certgen fonts
  certgen fonts --sample             with a line in each one's own script
  certgen fonts --font My.ttf        and one of your own, checked
"""


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = command(commands, "fonts", "the fonts there are", _DESCRIPTION, _run)
    parser.add_argument("--sample", action="store_true", help="show a sample line of each")
    parser.add_argument(
        "--font", action="append", default=[], metavar="FILE", help="a font file of your own"
    )


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from pathlib import Path

    from certgen.cli.files import read_file
    from certgen.errors import FontError
    from certgen.fontbook import FontBook

    book = FontBook.shipped()
    for name in args.font:
        book, _ = book.with_font(read_file(name, FontError), Path(name).name)
    for family in book.families:
        styles = ", ".join(dict.fromkeys(_style(face) for face in family.faces))
        screen.say(f"{family.name:<24} {family.category:<12} {styles}")
        if args.sample:
            screen.say(f"    {family.sample}")
    return int(ExitCode.OK)


def _style(face: Face) -> str:
    light, bold = face.lightest_to_boldest()
    weight = f"{light:.0f}" if light == bold else f"{light:.0f}–{bold:.0f}"
    return f"{weight} italic" if face.italic else weight
