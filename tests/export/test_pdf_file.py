"""One PDF: there when whole, gone when not."""

from __future__ import annotations

from pathlib import Path

import pytest

from certgen.errors import Cancelled
from certgen.export.pdf_file import PdfSink


def test_the_pieces_are_written_in_order(tmp_path):
    with PdfSink(tmp_path / "out.pdf") as sink:
        sink.write([b"one", b" "])
        sink.write([b"two"])
        assert not (tmp_path / "out.pdf").exists()
        sink.finish()
    assert (tmp_path / "out.pdf").read_bytes() == b"one two"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def stopped_run(destination: Path) -> None:
    with PdfSink(destination) as sink:
        sink.write([b"one"])
        raise Cancelled("Stopped.")


def test_nothing_stays_of_a_run_that_was_stopped(tmp_path):
    with pytest.raises(Cancelled):
        stopped_run(tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []
