"""ZIPs: whole or not there, the same bytes for the same files, and gone on with after a crash."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from certgen.errors import ExportError
from certgen.export.disk import part_of
from certgen.export.entry import Entry
from certgen.export.zip_file import ZipSink, intact

FILES = {"01 Ann.pdf": b"ann" * 100, "Maths/02 Zoë.pdf": b"", "03 张伟.pdf": b"z"}


def write(destination: Path, files: dict[str, bytes] = FILES) -> list[Entry]:
    with closing(ZipSink(destination)) as sink:
        entries = [sink.add(name, [data[:1], data[1:]]) for name, data in files.items()]
        sink.finish(b"report")
    return entries


def test_a_zip_holds_the_files_in_order_and_the_report_last(tmp_path):
    write(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*FILES, "report.csv"]
        assert all(archive.read(name) == data for name, data in FILES.items())
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_the_same_files_give_the_same_bytes(tmp_path):
    write(tmp_path / "one.zip")
    write(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_nothing_has_the_final_name_before_all_is_there(tmp_path):
    destination = tmp_path / "out.zip"
    destination.write_bytes(b"what was there before")
    sink = ZipSink(destination)
    sink.add("a.pdf", [b"a"])
    assert destination.read_bytes() == b"what was there before"
    sink.finish(b"")
    assert zipfile.is_zipfile(destination)
    assert [path.name for path in tmp_path.iterdir()] == ["out.zip"]


def test_an_entry_tells_what_was_written(tmp_path):
    first, second = write(tmp_path / "out.zip", {"a": b"abc", "b": b"d"})
    assert first == Entry("a", 3, zlib.crc32(b"abc"), 0)
    assert second.start == 30 + len("a") + 3


def broken_run(destination: Path, torn: bytes) -> list[Entry]:
    """Two entries written, a third one begun."""
    sink = ZipSink(destination)
    entries = [sink.add(name, [data]) for name, data in list(FILES.items())[:2]]
    sink.close()
    with part_of(destination).open("ab") as file:
        file.write(torn)
    return entries


@pytest.mark.parametrize("torn", [b"", b"PK\x03\x04 half an entry"])
def test_going_on_gives_the_bytes_of_an_unbroken_run(tmp_path, torn):
    write(tmp_path / "unbroken.zip")
    entries = broken_run(tmp_path / "out.zip", torn)
    kept = intact(tmp_path / "out.zip", entries)
    assert kept == tuple(entries)
    with closing(ZipSink(tmp_path / "out.zip", kept)) as sink:
        sink.add("03 张伟.pdf", [FILES["03 张伟.pdf"]])
        sink.finish(b"report")
    assert (tmp_path / "out.zip").read_bytes() == (tmp_path / "unbroken.zip").read_bytes()


def test_an_entry_that_changed_on_the_disk_is_not_kept(tmp_path):
    entries = broken_run(tmp_path / "out.zip", b"")
    with part_of(tmp_path / "out.zip").open("r+b") as file:
        file.seek(50)
        file.write(b"X")
    assert intact(tmp_path / "out.zip", entries) == ()


def test_a_part_file_that_is_gone_or_short_keeps_nothing(tmp_path):
    entries = broken_run(tmp_path / "out.zip", b"")
    part_of(tmp_path / "out.zip").write_bytes(b"PK")
    assert intact(tmp_path / "out.zip", entries) == ()
    part_of(tmp_path / "out.zip").unlink()
    assert intact(tmp_path / "out.zip", entries) == ()


def test_more_entries_than_the_old_format_counts(tmp_path):
    with closing(ZipSink(tmp_path / "many.zip")) as sink:
        for number in range(66_000):
            sink.add(f"{number}", [b"x"])
        sink.finish(b"")
    with zipfile.ZipFile(tmp_path / "many.zip") as archive:
        assert len(archive.namelist()) == 66_001
        assert archive.read("65999") == b"x"


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ExportError, match="There is no folder"):
        ZipSink(tmp_path / "missing" / "out.zip")
