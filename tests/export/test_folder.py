"""Folders: all files at once, in subfolders, beside what is there already."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from certgen.export.disk import part_of
from certgen.export.entry import Entry
from certgen.export.folder import FolderSink, intact


def write(destination: Path, files: dict[str, bytes]) -> list[Entry]:
    with closing(FolderSink(destination)) as sink:
        entries = [sink.add(name, [data]) for name, data in files.items()]
        sink.finish(b"report")
    return entries


def content(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_folder_holds_the_files_and_the_report(tmp_path):
    write(tmp_path / "out", {"a.pdf": b"a", "Maths/b.pdf": b"b"})
    assert content(tmp_path) == {
        "out/a.pdf": b"a",
        "out/Maths/b.pdf": b"b",
        "out/report.csv": b"report",
    }


def test_the_folder_is_not_there_before_all_is(tmp_path):
    sink = FolderSink(tmp_path / "out")
    sink.add("a.pdf", [b"a"])
    assert not (tmp_path / "out").exists()
    sink.finish(b"")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_other_files_in_the_folder_stay(tmp_path):
    (tmp_path / "out" / "Maths").mkdir(parents=True)
    (tmp_path / "out" / "mine.txt").write_bytes(b"mine")
    (tmp_path / "out" / "a.pdf").write_bytes(b"old")
    write(tmp_path / "out", {"a.pdf": b"new", "Maths/b.pdf": b"b"})
    assert content(tmp_path / "out") == {
        "mine.txt": b"mine",
        "a.pdf": b"new",
        "Maths/b.pdf": b"b",
        "report.csv": b"report",
    }
    assert not part_of(tmp_path / "out").exists()


def test_a_new_run_forgets_an_old_part(tmp_path):
    FolderSink(tmp_path / "out").add("old.pdf", [b"old"])
    write(tmp_path / "out", {"a.pdf": b"a"})
    assert set(content(tmp_path / "out")) == {"a.pdf", "report.csv"}


def test_only_files_that_are_as_they_were_written_are_kept(tmp_path):
    sink = FolderSink(tmp_path / "out")
    entries = [sink.add(name, [b"data"]) for name in ("a.pdf", "b.pdf", "c.pdf")]
    assert intact(tmp_path / "out", entries) == tuple(entries)
    (part_of(tmp_path / "out") / "b.pdf").write_bytes(b"dat")
    assert intact(tmp_path / "out", entries) == tuple(entries[:1])
    (part_of(tmp_path / "out") / "a.pdf").unlink()
    assert intact(tmp_path / "out", entries) == ()
