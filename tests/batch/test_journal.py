"""The journal: what was finished, in spite of everything that can happen to a file."""

from __future__ import annotations

import pytest

from certgen.batch.journal import Journal, Line, journal_of, read_journal
from certgen.export.entry import Entry
from certgen.export.report import ReportRow

LINES = (
    Line(ReportRow(2, "Ann", "1 Ann.pdf", "made", ""), Entry("1 Ann.pdf", 10, 99, 0)),
    Line(ReportRow(3, "Zoë “=x”", "", "failed", "by\nsurprise")),
    Line(ReportRow(4, "张伟", "3.pdf", "made", "small"), Entry("3.pdf", 2**33, 2**32 - 1, 2**34)),
)


def written(destination, lines=LINES, kept=()) -> None:
    journal = Journal(destination, "digest", kept)
    for line in lines:
        journal.add(line)
    journal.close()


def test_what_was_written_comes_back(tmp_path):
    written(tmp_path / "out.zip")
    assert read_journal(tmp_path / "out.zip", "digest") == LINES


def test_a_journal_of_another_job_does_not_count(tmp_path):
    written(tmp_path / "out.zip")
    assert read_journal(tmp_path / "out.zip", "another") == ()


def test_no_journal(tmp_path):
    assert read_journal(tmp_path / "out.zip", "digest") == ()


def test_going_on_keeps_the_lines_before(tmp_path):
    written(tmp_path / "out.zip", LINES[:2])
    written(tmp_path / "out.zip", LINES[2:], kept=LINES[:2])
    assert read_journal(tmp_path / "out.zip", "digest") == LINES


@pytest.mark.parametrize("lost", [1, 5, 30])
def test_a_line_that_was_cut_off_does_not_count(tmp_path, lost):
    written(tmp_path / "out.zip")
    path = journal_of(tmp_path / "out.zip")
    path.write_bytes(path.read_bytes()[: -lost - 1])
    assert read_journal(tmp_path / "out.zip", "digest") == LINES[:2]


def test_a_journal_that_is_none(tmp_path):
    journal_of(tmp_path / "out.zip").write_bytes(b"\x00\xff\n{}")
    assert read_journal(tmp_path / "out.zip", "digest") == ()


def test_nothing_stays_after_the_end(tmp_path):
    journal = Journal(tmp_path / "out.zip", "digest")
    journal.add(LINES[0])
    journal.remove()
    assert list(tmp_path.iterdir()) == []
