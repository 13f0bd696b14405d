"""Batches outlive the server that began them, and stores that fail for a while."""

import threading

import pytest

from certgen.batch.make import make
from certgen.layout import Layout
from certgen.project import Project
from certgen.records import table_from_rows
from designer.jobs.records import CLAIM_SECONDS, JOB, Records
from designer.jobs.watch import Watch
from service.store import LocalStore, StoreError
from tests.designer.batches import Clock, Maker, kept_file, over, registry_in, until
from tests.designer.panels import text

PEOPLE = table_from_rows(("Name",), [(f"Person {n}",) for n in range(30)])
PROJECT = Project(name="Spring", layout=Layout(elements=(text("{{Name}}"),)), table=PEOPLE)


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def server(tmp_path, maker):
    """Starts a server in the folder of all; each is closed when the test is over."""
    started = []

    def start(**options):
        started.append(registry_in(tmp_path, **{"make": maker, "workers": 1, **options}))
        return started[-1]

    yield start
    maker.gate.set()
    for registry in started:
        registry.close()


def killed(registry):
    """Ends a server as power failures do: nothing is said any more, nothing made any more."""
    registry.records.flush()
    registry.records = Records(LocalStore(registry.records._store.folder / "nowhere"))
    registry.close()


def test_what_a_killed_server_began_is_gone_on_with_when_nothing_was_heard_of_it(server, maker):
    clock = Clock()
    old = server(clock=clock)
    batch = old.start("me", PROJECT, total=30)
    until(lambda: old.status(batch).done == 1)
    Watch(old, clock=clock).beat()
    killed(old)
    new = server(clock=clock)
    watch = Watch(new, clock=clock)
    watch.beat()
    assert new.status(batch).phase == "running"
    assert maker.resumed == [False]
    clock.now += 60.0
    watch.beat()
    until(lambda: maker.resumed == [False, True])
    maker.gate.set()
    assert over(new, batch).outcome.made == 2
    assert new.latest("me").id == batch
    assert kept_file(new, new.file(batch, "Spring.zip").file).read_bytes() == b"whole"


def test_a_server_that_lives_keeps_its_batches(server, maker):
    clock = Clock()
    old, new = server(clock=clock), server(clock=clock)
    batch = old.start("me", PROJECT, total=30)
    until(lambda: old.status(batch).done == 1)
    watches = Watch(old, clock=clock), Watch(new, clock=clock)
    for _ in range(20):
        clock.now += 10.0
        for watch in watches:
            watch.beat()
            old.records.flush()
    assert maker.begun == ["Spring"]


def test_a_server_that_was_stopped_hands_its_batches_over_at_once(server, maker):
    old = server()
    batch = old.start("me", PROJECT, total=30)
    until(lambda: old.status(batch).done == 1)
    old.close()
    new = server()
    Watch(new).beat()
    until(lambda: maker.resumed == [False, True])
    maker.gate.set()
    assert over(new, batch).phase == "done"


def test_only_one_of_two_servers_takes_it_over(server, maker):
    old = server()
    batch = old.start("me", PROJECT, total=30)
    until(lambda: old.status(batch).done == 1)
    old.close()
    new = [server(claim_seconds=CLAIM_SECONDS) for _ in range(2)]
    beats = [threading.Thread(target=Watch(one).beat) for one in new]
    for beat in beats:
        beat.start()
    for beat in beats:
        beat.join()
    until(lambda: len(maker.begun) == 2)
    maker.gate.set()
    assert over(new[0], batch).phase == "done"
    assert len(maker.begun) == 2


def test_what_can_not_be_gone_on_with_says_why(server, tmp_path):
    old = server()
    batch = old.start("me", PROJECT, total=30)
    until(lambda: old.status(batch).done == 1)
    old.close()
    (tmp_path / "kept" / f"{batch}.{JOB}").unlink()
    new = server()
    Watch(new).beat()
    status = new.status(batch)
    assert status.phase == "failed"
    assert "started again" in status.message


def test_progress_and_result_are_seen_from_another_server_and_can_be_stopped_there(server, maker):
    here, there = server(), server()
    first = here.start("me", PROJECT, total=30)
    until(lambda: here.status(first).done == 1)
    watch = Watch(here)
    watch.beat()
    here.records.flush()
    assert there.latest("me").done == 1
    there.cancel(first)
    watch.beat()
    assert over(here, first).phase == "cancelled"
    maker.gate.set()
    second = here.start("you", PROJECT, total=30)
    over(here, second)
    here.records.flush()
    found = there.file(there.latest("you").id, "Spring.zip")
    assert kept_file(there, found.file).read_bytes() == b"whole"
    there.forget(second)
    assert here.file(second, "Spring.zip") is None


def test_a_real_batch_that_was_cut_off_comes_out_as_an_unbroken_one(server, tmp_path):
    """The files are made for real; the first server ends in the middle of them."""
    whole = make(PROJECT, tmp_path / "whole.zip").path.read_bytes()
    half = threading.Event()

    def slow(*what, cancelled, progress, **rest):
        def wait_after_ten(at):
            progress(at)
            if at.done == 10:
                half.set()
                until(cancelled)

        return make(*what, progress=wait_after_ten, cancelled=cancelled, **{**rest, "jobs": 1})

    old = server(make=slow)
    batch = old.start("me", PROJECT, total=30)
    until(half.is_set)
    old.close()
    done = []

    def go_on(*what, progress, **rest):
        return make(*what, progress=lambda at: (done.append(at.done), progress(at)), **rest)

    new = server(make=go_on)
    Watch(new).beat()
    assert over(new, batch).phase == "done"
    assert done[0] >= 10
    assert kept_file(new, new.status(batch).outcome.file).read_bytes() == whole


def test_a_finished_file_waits_here_while_the_store_fails(server, maker, tmp_path):
    class Failing(LocalStore):
        fails = True

        def add_file(self, name, path):
            if Failing.fails:
                raise StoreError("The store is away.")
            super().add_file(name, path)

    maker.gate.set()
    jobs = server(files=Failing(tmp_path / "far"))
    batch = jobs.start("me", PROJECT, total=3)
    assert over(jobs, batch).phase == "done"
    assert jobs.file(batch, "Spring.zip").store.folder == tmp_path / "waiting"
    Watch(jobs).beat()
    assert jobs.file(batch, "Spring.zip").store.folder == tmp_path / "waiting"
    Failing.fails = False
    Watch(jobs).beat()
    found = jobs.file(batch, "Spring.zip")
    assert found.store.folder == tmp_path / "far"
    assert found.store.read(found.file.stored) == b"whole"
    assert not list((tmp_path / "waiting").iterdir())
