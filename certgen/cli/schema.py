"""`certgen schema`: the JSON Schema of layout files."""

from __future__ import annotations

import argparse
import json

from certgen.cli.arguments import Commands, command
from certgen.cli.screen import Screen
from certgen.errors import ExitCode

_DESCRIPTION = """\
Prints the JSON Schema (draft 2020-12) of layout files, for editors and programs that write them.

example:
  certgen schema > layout.schema.json
"""


def add_to(commands: Commands) -> None:
    """Adds the command."""
    command(commands, "schema", "the JSON Schema of layout files", _DESCRIPTION, _run)


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from certgen.layout_file import layout_schema

    screen.say(json.dumps(layout_schema(), indent=2, ensure_ascii=False))
    return int(ExitCode.OK)
