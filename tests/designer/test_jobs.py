import os
import threading

import pytest

from certgen.batch.make import Summary
from certgen.errors import ExportError, RenderError
from certgen.output import Output
from certgen.project import Project
from designer.jobs.queue import SMALL
from designer.jobs.registry import MOST_WAITING
from tests.designer.batches import (
    PATIENCE,
    Clock,
    Maker,
    Roomy,
    kept_file,
    over,
    registry_in,
    until,
)

PROJECT = Project(name="Spring")


@pytest.fixture
def maker():
    return Maker()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def jobs(tmp_path, maker, clock):
    registry = registry_in(tmp_path, make=maker, workers=1, kept_seconds=60.0, clock=clock)
    yield registry
    maker.gate.set()
    registry.close()


def test_a_batch_is_made_and_its_file_found_by_name(jobs, maker):
    maker.gate.set()
    batch = jobs.start("me", PROJECT, total=3)
    done = over(jobs, batch)
    assert done.phase == "done"
    assert (done.outcome.made, done.outcome.warnings, done.outcome.failed) == (2, 1, 1)
    assert [row.person for row in done.outcome.problems] == ["Bo", "Cy"]
    assert done.outcome.size == 5
    assert kept_file(jobs, jobs.file(batch, "Spring.zip").file).read_bytes() == b"whole"
    assert b"Cy" in kept_file(jobs, jobs.file(batch, "report.csv").file).read_bytes()


def test_progress_is_seen_while_it_runs(jobs):
    batch = jobs.start("me", PROJECT, total=3)
    until(lambda: jobs.status(batch).done == 1)
    now = jobs.status(batch)
    assert (now.phase, now.total, now.seconds_left) == ("running", 3, 4.0)
    assert jobs.file(batch, "Spring.zip") is None


def test_one_pdf_is_called_a_pdf(jobs, maker):
    maker.gate.set()
    batch = jobs.start("me", Project(name="A/B", output=Output(format="pdf-combined")), total=3)
    assert over(jobs, batch).outcome.file.name == "A-B.pdf"


@pytest.mark.parametrize("combined", [False, True])
def test_a_batch_that_has_nothing_to_go_on_from_leaves_no_file(jobs, maker, tmp_path, combined):
    maker.begins = combined
    output = Output(format="pdf-combined" if combined else "png")
    batch = jobs.start("me", Project(name="Spring", output=output), total=3)
    until(lambda: maker.begun)
    jobs.cancel(batch)
    assert over(jobs, batch).phase == "cancelled"
    # Unlike pathlib, this can bear a folder that goes while it looks.
    until(lambda: not any(folders or files for _, folders, files in os.walk(tmp_path / "batches")))
    jobs.go_on(batch)
    assert jobs.status(batch).phase == "cancelled"


def test_a_batch_goes_on_where_it_was_stopped(jobs, maker, tmp_path):
    batch = jobs.start("me", PROJECT, total=3)
    until(lambda: jobs.status(batch).done == 1)
    jobs.cancel(batch)
    assert over(jobs, batch).can_go_on
    assert [p.name for p in (tmp_path / "batches").rglob("*.part")] == ["half.part"]
    maker.gate.set()
    jobs.go_on(batch)
    assert over(jobs, batch).phase == "done"
    assert maker.resumed == [False, True]
    assert not jobs.status(batch).can_go_on


def test_a_batch_that_failed_in_the_middle_can_go_on_or_be_forgotten(jobs, maker, tmp_path):
    maker.error = ExportError("The disk is full.", "Free some space.")
    maker.gate.set()
    batch = jobs.start("me", PROJECT, total=3)
    assert over(jobs, batch).can_go_on
    jobs.forget(batch)
    assert not list((tmp_path / "batches").rglob("*"))


def test_a_waiting_batch_is_cancelled_without_having_begun(jobs, maker):
    first = jobs.start("me", PROJECT, total=SMALL + 1)
    until(lambda: jobs.status(first).phase == "running")
    second = jobs.start("me", Project(name="Second"), total=SMALL + 1)
    third = jobs.start("me", Project(name="Third"), total=SMALL + 1)
    assert (jobs.status(second).ahead, jobs.status(third).ahead) == (0, 1)
    jobs.cancel(second)
    maker.gate.set()
    assert over(jobs, third).phase == "done"
    assert jobs.status(second).phase == "cancelled"
    assert maker.begun == ["Spring", "Third"]


def test_a_small_batch_does_not_wait_for_a_large_one(jobs, maker):
    large = jobs.start("me", PROJECT, total=10_000)
    until(lambda: jobs.status(large).phase == "running")
    small = jobs.start("you", Project(name="Small"), total=3)
    until(lambda: "Small" in maker.begun)
    assert jobs.status(large).phase == "running"
    assert jobs.status(small).phase == "running"


def test_who_has_nothing_running_goes_before_who_has(tmp_path, maker):
    gates = {name: threading.Event() for name in ("one", "two", "mine", "yours")}
    begun = []

    def gated(project, destination, **rest):
        begun.append(project.name)
        gates[project.name].wait(PATIENCE)
        destination.write_bytes(b"")
        return Summary(destination, ())

    registry = registry_in(tmp_path, make=gated, workers=2)
    registry.start("me", Project(name="one"), total=1000)
    registry.start("them", Project(name="two"), total=1000)
    until(lambda: len(begun) == 2)
    registry.start("me", Project(name="mine"), total=1000)
    registry.start("you", Project(name="yours"), total=1000)
    gates["two"].set()
    until(lambda: len(begun) == 3)
    assert begun[2] == "yours"
    for gate in gates.values():
        gate.set()
    registry.close()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (RenderError("The page is damaged.", "Mend it."), "The page is damaged."),
        (RuntimeError("boom"), "RuntimeError: boom"),
    ],
)
def test_a_batch_that_fails_says_why_and_the_next_one_runs(jobs, maker, error, message):
    maker.error = error
    maker.gate.set()
    failed = over(jobs, jobs.start("me", PROJECT, total=3))
    assert (failed.phase, failed.message) == ("failed", message)
    maker.error = None
    assert over(jobs, jobs.start("me", PROJECT, total=3)).phase == "done"


def test_the_newest_batch_of_an_owner_is_found_again(jobs):
    jobs.start("me", PROJECT, total=3)
    second = jobs.start("me", PROJECT, total=3, kind="test")
    jobs.start("you", PROJECT, total=3)
    assert jobs.latest("me").id == second
    assert jobs.latest("me").kind == "test"
    assert jobs.latest("nobody") is None


def test_ids_differ_and_are_long(jobs):
    ids = {jobs.start("me", PROJECT, total=3) for _ in range(5)}
    assert len(ids) == 5
    assert min(map(len, ids)) >= 20


def test_files_are_deleted_after_their_time(jobs, maker, clock, tmp_path):
    maker.gate.set()
    old = jobs.start("me", PROJECT, total=3)
    over(jobs, old)
    clock.now += 59.0
    jobs.tidy()
    assert jobs.file(old, "Spring.zip")
    clock.now += 2.0
    jobs.tidy()
    jobs.records.flush()
    assert jobs.status(old) is None
    assert jobs.file(old, "Spring.zip") is None
    assert not [p for p in (tmp_path / "kept").iterdir() if p.name.startswith(old)]


def test_a_forgotten_batch_leaves_nothing(jobs, maker, tmp_path):
    maker.gate.set()
    batch = jobs.start("me", PROJECT, total=3)
    over(jobs, batch)
    jobs.forget(batch)
    jobs.records.flush()
    assert jobs.status(batch) is None
    assert not [p for p in (tmp_path / "kept").iterdir() if p.name.startswith(batch)]
    assert not list((tmp_path / "batches").iterdir())


def test_only_so_many_may_wait(jobs):
    for _ in range(MOST_WAITING):
        jobs.start("me", PROJECT, total=10_000)
    until(lambda: sum(b.status.phase == "running" for b in jobs._batches.values()) == 1)
    jobs.start("me", PROJECT, total=10_000)
    with pytest.raises(ExportError, match="waiting"):
        jobs.start("me", PROJECT, total=10_000)


def test_a_batch_may_only_be_so_large(tmp_path, maker):
    registry = registry_in(tmp_path, make=maker, limits=Roomy(records=5))
    with pytest.raises(ExportError, match="6 at once"):
        registry.start("me", PROJECT, total=6)
    maker.gate.set()
    assert over(registry, registry.start("me", PROJECT, total=5)).phase == "done"
    registry.close()


def test_what_took_too_long_is_stopped_and_told(tmp_path, maker):
    registry = registry_in(tmp_path, make=maker, limits=Roomy(seconds=0.0))
    ended = over(registry, registry.start("me", PROJECT, total=3))
    assert ended.phase == "failed"
    assert "1 of 3 were made" in ended.message
    registry.close()


def test_a_cluster_makes_what_is_not_small(tmp_path, maker):
    maker.gate.set()
    registry = registry_in(tmp_path, make=maker, scheduler="tcp://cluster:8786")
    asked = []
    for total in (SMALL, SMALL + 1):
        over(registry, registry.start("me", PROJECT, total=total))
        asked.append(maker.rest["scheduler"])
    assert asked == ["", "tcp://cluster:8786"]
    registry.close()


def test_closing_stops_what_runs_and_keeps_what_was_made(tmp_path, maker):
    registry = registry_in(tmp_path, make=maker, workers=1)
    batch = registry.start("me", PROJECT, total=3)
    until(lambda: registry.status(batch).done == 1)
    registry.close()
    assert (tmp_path / "batches" / batch / "half.part").exists()
    assert registry.records.read(batch).beat == 0.0


def test_where_on_the_server_a_batch_failed_is_not_told(tmp_path):
    def full(project, destination, **rest):
        raise ExportError(f"The disk is full: “{destination}” could not be finished.")

    registry = registry_in(tmp_path, make=full)
    failed = over(registry, registry.start("me", PROJECT, total=3))
    assert failed.message == "The disk is full: “Spring.zip” could not be finished."
    registry.close()
