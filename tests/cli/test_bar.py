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


def test_a_terminal_shows_how_much_was_sent():
    screen = Screen(io.StringIO(), Terminal())
    with screen.bytes_progress("Sending", 4_000_000) as move:
        move(1_000_000)
        move(500_000)
    shown = screen.err.getvalue()
    assert "Sending" in shown
    assert "1.5/4.0 MB" in shown


def test_a_file_gets_no_bar():
    screen = Screen(io.StringIO(), io.StringIO())
    with screen.bytes_progress("Sending", 100) as send:
        send(100)
    with screen.progress("Making") as move:
        move(Progress(3, 12, 4.0))
    assert screen.err.getvalue() == ""
