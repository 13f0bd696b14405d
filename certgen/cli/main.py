"""The command line from arguments to exit code; the one place where errors are shown."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from certgen import __version__
from certgen.cli import check, fonts, new, preview, render, sample, schema, send, sheets
from certgen.cli.screen import Screen
from certgen.errors import CertgenError, ExitCode

COMMANDS = (render, check, preview, send, new, sheets, fonts, sample, schema)

_DESCRIPTION = "Certificates for a whole list of people: place the fields once, make them all."
_EXAMPLES = """\
five minutes, start to end:
  certgen sample -o sample                        a project to look at: template, list, layout
  certgen check sample/sample.certgen             what would not come out right?
  certgen render sample/sample.certgen --out certificates.zip

with a template and a list of your own:
  certgen new --template template.png --data people.xlsx -o my.certgen
  certgen preview my.certgen --row 2 -o first.png
  certgen render my.certgen --out certificates.zip
  certgen render my.certgen --data next-month.xlsx --out next-month.zip

Files may be at an address as well, as s3://bucket/name, with the extra "store" installed.
`certgen COMMAND --help` tells more. The designer opens the same project files:
  streamlit run streamlit_app.py

exit codes:
  0  all is well                    6    a font
  1  check found something          7    some certificates could not be made
  2  wrong usage                    8    the project file
  3  the template or a picture      9    the output
  4  the list of people            10    the e-mail
  5  the layout                   130    stopped
"""


def main(
    argv: Sequence[str] | None = None, out: TextIO | None = None, err: TextIO | None = None
) -> int:
    """Runs one command and returns its exit code (certgen.errors.ExitCode)."""
    screen = Screen(out or _printable(sys.stdout), err or _printable(sys.stderr))
    try:
        args = _arguments(argv)
        code: int = args.run(args, screen)
        screen.out.flush()
    except CertgenError as error:
        screen.complain(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        screen.remark("certgen: Stopped.")
        return int(ExitCode.CANCELLED)
    except BrokenPipeError:
        # The reader, say `head`, has enough. Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.OK)
    return code


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    args = parser.parse_args(argv)
    if not hasattr(args, "run"):
        parser.print_help(sys.stderr)
        parser.exit(ExitCode.USAGE)
    return args


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="certgen",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"certgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def _printable(stream: TextIO) -> TextIO:
    """A stream that replaces what its terminal cannot show instead of failing over it."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return stream
