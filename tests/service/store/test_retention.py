"""What is old is deleted, and nothing that is not ours."""

from __future__ import annotations

import os

from service.store import LocalStore
from service.store.retention import expire, named

ID, OTHER = "a" * 22, "b" * 22


def aged(folder, name, seconds):
    path = folder / name
    path.write_bytes(b"x")
    os.utime(path, (seconds, seconds))
    return path


def test_each_kind_is_kept_as_long_as_it_says(tmp_path):
    aged(tmp_path, f"{ID}.certgen", 100)
    aged(tmp_path, f"{OTHER}.certgen", 900)
    aged(tmp_path, f"{ID}.zip", 900)
    kept = {named("certgen"): 500.0, named("zip"): 50.0}
    assert expire(LocalStore(tmp_path), kept, now=1000.0) == 2
    assert [path.name for path in tmp_path.iterdir()] == [f"{OTHER}.certgen"]


def test_what_has_another_name_is_not_touched(tmp_path):
    names = ["thesis.docx", "old.certgen", f"{ID}.certgen.bak", f"{ID}.certgen.part"]
    for name in names:
        aged(tmp_path, name, 0)
    assert expire(LocalStore(tmp_path), {named("certgen"): 1.0}) == 0
    assert {path.name for path in tmp_path.iterdir()} == set(names)


def test_what_was_left_half_written_goes_after_a_while(tmp_path):
    aged(tmp_path, f"{ID}.certgen.0123abcd.part", 0)
    fresh = aged(tmp_path, f"{OTHER}.certgen.0123abcd.part", 0)
    os.utime(fresh)
    assert expire(LocalStore(tmp_path), {}) == 1
    assert [path.name for path in tmp_path.iterdir()] == [fresh.name]


def test_a_store_that_is_not_there_yet_has_nothing_old(tmp_path):
    assert expire(LocalStore(tmp_path / "none"), {named("zip"): 0.0}) == 0
