import os
from contextlib import closing

import pytest

from certgen.errors import ExportError, MailError
from certgen.mail.journal import FileJournal, Journal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "my.sent"


def test_what_was_noted_is_there_the_next_time(path):
    with closing(FileJournal(path)) as journal:
        for noted in ("begun", "sent"):
            journal.note("a", noted)
        journal.note("b", "begun")
    with closing(FileJournal(path)) as journal:
        assert (journal.last("a"), journal.times("a")) == ("sent", 1)
        assert (journal.last("b"), journal.times("b")) == ("begun", 0)
        assert journal.last("c") is None


def test_a_line_that_was_cut_off_counts_as_not_written(path):
    with closing(FileJournal(path)) as journal:
        journal.note("a", "sent")
        journal.note("b", "begun")
    path.write_bytes(path.read_bytes()[:-4])
    with closing(FileJournal(path)) as journal:
        assert journal.last("b") is None
        journal.note("c", "sent")
    with closing(FileJournal(path)) as journal:
        assert (journal.last("a"), journal.last("c")) == ("sent", "sent")


def test_what_else_is_in_the_file_is_passed_over(path):
    path.write_bytes(b'\xff\xfe\n{}\n["a","sent"]\n["a","flown"]\n')
    with closing(FileJournal(path)) as journal:
        assert journal.times("a") == 1


def test_every_note_is_on_the_disk_before_it_is_acted_on(path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(path.read_bytes()))
    with closing(FileJournal(path)) as journal:
        journal.note("a", "begun")
        assert synced == [b'["a","begun"]\n']


def test_two_at_a_time_would_send_twice(path):
    with closing(FileJournal(path)), pytest.raises(MailError, match=r"my\.sent"):
        FileJournal(path)
    with closing(FileJournal(path)):
        pass


def test_where_nothing_was_sent_no_file_is_left(path):
    with closing(FileJournal(path)):
        assert path.exists()
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ExportError, match="no folder"):
        FileJournal(tmp_path / "gone" / "my.sent")


def test_a_journal_in_memory():
    journal = Journal()
    journal.note("a", "sent")
    journal.note("a", "not sent")
    assert (journal.last("a"), journal.times("a")) == ("not sent", 1)
