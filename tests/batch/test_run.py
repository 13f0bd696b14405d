"""Results in order over any executor, with one bad record told and the others made."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice
from multiprocessing import get_context
from types import ModuleType

import pytest

from certgen.batch.executors import SerialExecutor
from certgen.batch.job import Task, job_of, worklist
from certgen.batch.render import prepare
from certgen.batch.run import run
from certgen.batch.spool import store
from certgen.batch.workers import WorkerProcesses
from certgen.errors import Cancelled, RenderError

NAMES = [f"Person {number}" for number in range(23)]


def executors():
    yield "serial", SerialExecutor
    yield "threads", lambda: ThreadPoolExecutor(3)
    yield "processes", lambda: WorkerProcesses(2)
    yield "pool", lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn"))


@pytest.fixture(params=list(executors()), ids=lambda param: param[0])
def executor(request, monkeypatch):
    # A spawned process runs the main script again. A test of the designer leaves its own page as
    # that, which cannot run there.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    made = request.param[1]()
    yield made
    made.shutdown(wait=True, cancel_futures=True)


def source_for(executor, job, folder):
    by_file = isinstance(executor, (WorkerProcesses, ProcessPoolExecutor))
    return store(prepare(job), folder, folder) if by_file else prepare(job)


def test_results_come_in_order_from_every_executor(make_project, executor, tmp_path):
    project = make_project(*NAMES)
    job, work = job_of(project), worklist(project)
    plain = [b"".join(r.pieces) for r in run(prepare(job), work, executor=SerialExecutor())]
    source = source_for(executor, job, tmp_path)
    results = list(run(source, work, executor=executor, ahead=3, at_once=4))
    assert [result.task.person for result in results] == NAMES
    assert [b"".join(result.pieces) for result in results] == plain
    assert len(set(plain)) == len(NAMES)
    assert [path.name for path in tmp_path.iterdir()] in ([], ["job"])


def test_it_looks_ahead_no_further_than_asked(make_project):
    project = make_project(*NAMES)
    taken = []

    def watched() -> Iterator[Task]:
        for task in worklist(project):
            taken.append(task.person)
            yield task

    results = run(
        prepare(job_of(project)), watched(), executor=SerialExecutor(), ahead=3, at_once=2
    )
    next(results)
    assert len(taken) <= (3 + 1) * 2
    results.close()
    assert len(taken) <= (3 + 1) * 2


def test_one_bad_record_is_told_and_the_others_are_made(make_project, break_record):
    break_record("Bob")
    project = make_project("Ann", "Bob", "Cid")
    results = list(run(prepare(job_of(project)), worklist(project), executor=SerialExecutor()))
    assert [bool(result.pieces) for result in results] == [True, False, True]
    assert results[1].error == "ZeroDivisionError: by surprise"


def test_nothing_goes_on_after_a_cancel(make_project):
    project = make_project(*NAMES)
    asked = []
    results = run(
        prepare(job_of(project)),
        worklist(project),
        executor=SerialExecutor(),
        cancelled=lambda: len(asked) >= 2,
    )
    for _ in islice(results, 2):
        asked.append(1)
    with pytest.raises(Cancelled):
        next(results)


def test_closing_early_gives_up_what_waits(make_project):
    project = make_project(*NAMES)
    with ThreadPoolExecutor(1) as threads:
        results = run(prepare(job_of(project)), worklist(project), executor=threads)
        assert next(results).task.person == NAMES[0]
        results.close()
    assert list(results) == []


class Deadly(str):
    """A name that ends the process which unpickles it."""

    def __reduce__(self):
        return (os._exit, (9,))


def test_a_record_that_kills_its_worker_is_told_and_the_others_are_made(make_project, tmp_path):
    project = make_project(*NAMES)
    tasks = list(worklist(project))
    tasks[7].values["Name"] = Deadly("x")
    executor = WorkerProcesses(2)
    try:
        source = store(prepare(job_of(project)), tmp_path, tmp_path / "out")
        results = list(run(source, tasks, executor=executor, ahead=3, at_once=4))
    finally:
        executor.shutdown(cancel_futures=True)
    assert [result.task.person for result in results] == NAMES
    assert [n for n, result in enumerate(results) if result.error] == [7]
    assert "worker process died" in results[7].error


def test_a_pool_that_is_broken_for_good_is_told(make_project, tmp_path):
    project = make_project(*NAMES)
    tasks = list(worklist(project))
    tasks[0].values["Name"] = Deadly("x")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        results = run(
            store(prepare(job_of(project)), tmp_path, tmp_path / "out"),
            tasks,
            executor=pool,
            ahead=1,
        )
        with pytest.raises(RenderError, match="fewer jobs"):
            list(results)


class Refusing(SerialExecutor):
    """Workers that have not started: nothing is to be asked of them yet."""

    def submit(self, fn, /, *args, **kwargs):
        return Future()


def test_the_first_are_made_in_place_while_workers_start(make_project):
    project = make_project(*NAMES)
    ready = prepare(job_of(project))
    here = [ready]
    results = run(ready, worklist(project), executor=Refusing(), at_once=4, here=here)
    assert [result.task.person for result in islice(results, 4)] == NAMES[:4]
    assert here == []
    results.close()


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_what_is_made_in_place_and_by_workers_is_the_same(make_project, tmp_path, form):
    project = make_project(*NAMES, format=form)
    job, work = job_of(project), worklist(project)
    plain = [b"".join(r.pieces) for r in run(prepare(job), work, executor=SerialExecutor())]
    here = [prepare(job)]
    source = store(here[0], tmp_path, tmp_path / "out.zip")
    executor = WorkerProcesses(1)
    try:
        results = list(run(source, work, executor=executor, ahead=2, at_once=4, here=here))
    finally:
        executor.shutdown(cancel_futures=True)
    assert [result.task.person for result in results] == NAMES
    assert [b"".join(result.pieces) for result in results] == plain
