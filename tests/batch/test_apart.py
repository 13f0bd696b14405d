"""A server's batches: in processes that let it go first, and to the same bytes."""

from __future__ import annotations

import os

import pytest

from certgen.batch import binding, crew, workers
from certgen.batch.make import make
from certgen.batch.workers import WorkerProcesses
from certgen.errors import Cancelled, RenderError

NAMES = [f"Person {number}" for number in range(70)]


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Processes pay from few records on."""
    monkeypatch.setattr(crew, "APART_FROM", dict.fromkeys(crew.APART_FROM, 20))
    monkeypatch.setattr(binding, "APART_FROM", 20)


@pytest.fixture
def started(monkeypatch):
    """The priorities of the processes that were started."""
    seen, begin = [], workers._Worker.__init__

    def noted(worker, priority):
        seen.append(priority)
        begin(worker, priority)

    monkeypatch.setattr(workers._Worker, "__init__", noted)
    return seen


@pytest.mark.skipif(not hasattr(os, "nice"), reason="Windows has no such priorities")
def test_yielding_processes_have_a_lower_priority():
    calm, plain = WorkerProcesses(1, yielding=True), WorkerProcesses(1)
    try:
        assert calm.submit(os.nice, 0).result() == min(os.nice(0) + workers.LOW_PRIORITY, 19)
        assert plain.submit(os.nice, 0).result() == os.nice(0)
    finally:
        for executor in (calm, plain):
            executor.shutdown(cancel_futures=True)


@pytest.mark.parametrize(("name", "form"), [("out.zip", "pdf"), ("all.pdf", "pdf-combined")])
def test_the_same_bytes_apart_as_here(make_project, tmp_path, started, name, form):
    project = make_project(*NAMES, format=form)
    here = make(project, tmp_path / f"here-{name}", jobs=1)
    assert started == []
    seen = []
    apart = make(
        project, tmp_path / name, jobs=2, apart=True, progress=lambda at: seen.append(at.done)
    )
    assert set(started) == {workers.LOW_PRIORITY}
    assert apart.report == here.report
    assert apart.path.read_bytes() == here.path.read_bytes()
    assert sorted(set(seen)) == list(range(0 if form == "pdf" else 1, len(NAMES) + 1))


@pytest.mark.parametrize("form", ["pdf", "pdf-combined"])
def test_what_is_over_in_a_moment_starts_no_process(make_project, tmp_path, started, form):
    name = "all.pdf" if form == "pdf-combined" else "out.zip"
    make(make_project(*NAMES[:19], format=form), tmp_path / name, apart=True)
    assert started == []


def test_every_process_gets_enough_to_do(make_project, tmp_path, started):
    make(make_project(*NAMES[:39], format="pdf"), tmp_path / "out.zip", jobs=2, apart=True)
    assert len(started) == 1


def test_one_pdf_apart_can_be_stopped(make_project, tmp_path):
    made = []
    with pytest.raises(Cancelled):
        make(
            make_project(*NAMES, format="pdf-combined"),
            tmp_path / "all.pdf",
            apart=True,
            progress=lambda at: made.append(at.done),
            cancelled=lambda: len(made) > 5,
        )
    assert list(tmp_path.iterdir()) == []


def test_one_pdf_whose_process_ends_is_told(make_project, tmp_path, monkeypatch):
    ask = workers._Worker.ask

    def killed(worker, call):
        if call.func is binding._add:
            worker._process.kill()
        return ask(worker, call)

    monkeypatch.setattr(workers._Worker, "ask", killed)
    with pytest.raises(RenderError, match="want of memory"):
        make(make_project(*NAMES, format="pdf-combined"), tmp_path / "all.pdf", apart=True)
    assert list(tmp_path.iterdir()) == []
