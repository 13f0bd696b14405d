"""The progress bar: on a terminal only."""

from __future__ import annotations

import io

import pytest

from certgen.batch.progress import Progress
from certgen.cli.bar import time_left
from certgen.cli.screen import Screen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (0.2, "0 s left"),
        (59.6, "1 min 0 s left"),
        (75.0, "1 min 15 s left"),
        (3_725.0, "1 h 2 min left"),
    ],
)
def test_time_left(seconds, said):
    assert time_left(seconds) == said


def test_a_terminal_shows_the_title_and_the_count():
    screen = Screen(io.StringIO(), Terminal())
    with screen.progress("Making") as move:
        move(Progress(3, 12, 4.0))
    shown = screen.err.getvalue()
    assert "Making" in shown
    assert "3/12" in shown


def test_a_file_gets_no_bar():
    screen = Screen(io.StringIO(), io.StringIO())
    with screen.progress("Making") as move:
        move(Progress(3, 12, 4.0))
    assert screen.err.getvalue() == ""
