import os
import shutil
import time
from dataclasses import replace

import pytest

from certgen.errors import ProjectError
from certgen.project import Project, load_project
from designer.autosave import FRESH_SECONDS, REMEMBERED, Designs, new_id
from service.store import LocalStore, StoreError

ID = "a" * 22
PROJECT = Project(name="Spring")


@pytest.fixture
def store(tmp_path):
    return Designs(LocalStore(tmp_path / "designs"), pause=0.0)


def again(store, tmp_path):
    """The same designs after the server was started again, or on another server."""
    store.flush()
    return Designs(LocalStore(tmp_path / "designs"), pause=0.0)


def test_a_design_is_back_at_once_with_its_history(store):
    store.save(ID, PROJECT, "history")
    kept = store.load(ID)
    assert kept.project is PROJECT
    assert kept.history == "history"


def test_a_design_is_back_after_a_restart(store, tmp_path):
    store.save(ID, PROJECT)
    store.save(ID, replace(PROJECT, name="Summer"))
    kept = again(store, tmp_path).load(ID)
    assert kept.project.name == "Summer"
    assert kept.history is None


def test_it_is_written_without_being_asked_to(store, tmp_path):
    store.save(ID, PROJECT)
    path = tmp_path / "designs" / f"{ID}.certgen"
    end = time.monotonic() + 10
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)
    assert load_project(path.read_bytes()).name == "Spring"


def test_the_same_design_is_not_written_twice(store, tmp_path):
    store.save(ID, PROJECT)
    store.flush()
    path = tmp_path / "designs" / f"{ID}.certgen"
    written = path.stat().st_mtime_ns
    store.save(ID, PROJECT, "another history")
    store.flush()
    assert path.stat().st_mtime_ns == written
    assert store.load(ID).history == "another history"


def test_what_another_server_wrote_later_is_what_counts(store, tmp_path):
    store.save(ID, PROJECT, "history")
    store.flush()
    other = again(store, tmp_path)
    assert other.load(ID).project.name == "Spring"
    other.save(ID, replace(PROJECT, name="Summer"))
    other.flush()
    kept = store.load(ID)
    assert (kept.project.name, kept.history) == ("Summer", None)


def test_what_was_deleted_elsewhere_is_gone_here(store, tmp_path):
    store.save(ID, PROJECT, "history")
    store.flush()
    (tmp_path / "designs" / f"{ID}.certgen").unlink()
    assert store.load(ID) is None


def test_a_store_that_fails_does_not_take_away_what_is_remembered(store, tmp_path):
    store.save(ID, PROJECT, "history")
    store.flush()
    shutil.rmtree(tmp_path / "designs")
    (tmp_path / "designs").symlink_to(tmp_path / "designs")
    assert store.load(ID).history == "history"
    with pytest.raises(StoreError):
        store.load("z" * 22)


def test_opening_an_old_design_counts_as_using_it(store, tmp_path):
    store.save(ID, PROJECT)
    store.flush()
    path = tmp_path / "designs" / f"{ID}.certgen"
    os.utime(path, (0, 0))
    store.load(ID)
    store.flush()
    assert path.stat().st_mtime > time.time() - FRESH_SECONDS


def test_designs_do_not_meet(store):
    store.save(ID, PROJECT)
    other = new_id()
    assert store.load(other) is None
    store.save(other, replace(PROJECT, name="Other"))
    assert store.load(ID).project.name == "Spring"


@pytest.mark.parametrize("wrong", ["", "short", "../../etc/passwd", "a" * 22 + "/x", "é" * 22])
def test_an_id_nobody_was_given_opens_nothing(store, wrong):
    assert store.load(wrong) is None
    with pytest.raises(ValueError, match="id"):
        store.save(wrong, PROJECT)


def test_a_damaged_file_is_told(store, tmp_path):
    (tmp_path / "designs").mkdir()
    (tmp_path / "designs" / f"{ID}.certgen").write_bytes(b"PK\x03\x04 half")
    with pytest.raises(ProjectError, match="damaged"):
        store.load(ID)


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_lost(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    store = Designs(LocalStore(in_the_way / "designs"), pause=0.0)
    store.save(ID, PROJECT)
    store.flush()
    deadline = time.monotonic() + 10
    while not store.trouble and time.monotonic() < deadline:
        time.sleep(0.01)
    assert store.trouble
    assert store.load(ID).project is PROJECT


def test_no_half_file_is_left(store, tmp_path):
    store.save(ID, PROJECT)
    store.flush()
    again(store, tmp_path)
    assert [p.name for p in (tmp_path / "designs").iterdir()] == [f"{ID}.certgen"]


def test_only_the_latest_are_remembered_and_the_others_read(store):
    store.save(ID, PROJECT, "history")
    for _ in range(REMEMBERED):
        store.save(new_id(), PROJECT)
    store.flush()
    kept = store.load(ID)
    assert (kept.project.name, kept.history) == ("Spring", None)


def test_ids_cannot_be_guessed():
    assert len({new_id() for _ in range(100)}) == 100
    assert len(new_id()) >= 22
