"""A real scheduler with real workers on loopback: same bytes, whoever is killed."""

from __future__ import annotations

import sys

import pytest

from certgen.batch import cluster
from certgen.batch.cluster import SentJob, check_versions, connected, versions
from certgen.batch.job import job_of, worklist
from certgen.batch.make import make
from certgen.batch.run import run
from certgen.errors import Cancelled, RenderError
from tests.batch.dask_cluster import DaskCluster, DeadlyToWorkers

NAMES = [f"Person {number}" for number in range(120)]


@pytest.fixture
def dask(tmp_path):
    folder = tmp_path / "dask"
    folder.mkdir()
    with DaskCluster(folder) as started:
        yield started


def test_every_worker_that_had_the_job_is_killed_and_nothing_is_lost(dask, make_project, tmp_path):
    project = make_project(*NAMES)
    here = make(project, tmp_path / "here.zip", jobs=1)
    first, second = dask.add_worker("--no-nanny"), dask.add_worker("--no-nanny")
    seen = []

    def kill(at):
        seen.append(at.done)
        if at.done == 10:
            first.kill()
        if at.done == 40:
            dask.add_worker("--no-nanny")
            second.kill()

    there = make(project, tmp_path / "there.zip", scheduler=dask.address, progress=kill)
    assert seen == list(range(len(NAMES) + 1))
    assert there.report == here.report
    assert there.path.read_bytes() == here.path.read_bytes()


def test_stopping_gives_up_what_waits_and_can_be_gone_on_with(dask, make_project, tmp_path):
    project = make_project(*NAMES)
    here = make(project, tmp_path / "here.zip", jobs=1)
    dask.add_worker("--no-nanny")
    out, made = tmp_path / "out.zip", []
    with pytest.raises(Cancelled):
        make(
            project,
            out,
            scheduler=dask.address,
            progress=lambda at: made.append(at.done),
            cancelled=lambda: len(made) > 5,
        )
    assert not out.exists()
    assert make(project, out, scheduler=dask.address, resume=True).made == len(NAMES)
    assert out.read_bytes() == here.path.read_bytes()


def test_a_record_that_kills_every_worker_is_told_and_the_others_are_made(make_project, tmp_path):
    project = make_project(*NAMES[:6])
    tasks = list(worklist(project))
    tasks[2].values["Name"] = DeadlyToWorkers("x")
    with DaskCluster(tmp_path, more_tries=1) as dask:
        dask.add_worker()
        with connected(dask.address, job_of(project), lambda: False) as found:
            results = list(run(found.source, tasks, executor=found.executor, ahead=2, at_once=2))
    assert [result.task.row for result in results] == [task.row for task in tasks]
    assert [n for n, result in enumerate(results) if result.error] == [2]


def test_a_scheduler_that_goes_away_is_told(dask, make_project, tmp_path):
    dask.add_worker("--no-nanny")

    def kill(at):
        if at.done == 10:
            dask.scheduler.kill()

    with pytest.raises(RenderError, match=r"is gone.*what was made is kept"):
        make(make_project(*NAMES), tmp_path / "out.zip", scheduler=dask.address, progress=kill)


def test_a_scheduler_without_workers_is_told(dask, make_project, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "WORKER_SECONDS", 0.2)
    with pytest.raises(RenderError, match="has no workers"):
        make(make_project("Ann"), tmp_path / "out.zip", scheduler=dask.address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "tcp://"])
def test_an_address_where_nobody_answers_is_told(make_project, tmp_path, monkeypatch, address):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with pytest.raises(RenderError, match=f"{address} does not answer"):
        make(make_project("Ann"), tmp_path / "out.zip", scheduler=address)


def test_without_dask_it_is_said_how_to_get_it(make_project, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RenderError, match=r"pip install .certgen\[cluster\]"):
        make(make_project("Ann"), tmp_path / "out.zip", scheduler="tcp://127.0.0.1:1")


def test_other_versions_on_a_worker_are_told():
    check_versions(versions())
    with pytest.raises(RenderError, match=r"pillow .* instead of 1\.0"):
        SentJob("digest", b"", {**versions(), "pillow": "1.0"}).ready()


def test_a_worker_without_what_compresses_here_is_told(monkeypatch):
    wanted = versions()
    monkeypatch.setattr(cluster.metadata, "version", _without_isal(cluster.metadata.version))
    with pytest.raises(RenderError, match=rf"isal missing instead of {wanted['isal']}\."):
        check_versions(wanted)


def _without_isal(version):
    def found(name):
        if name == "isal":
            raise cluster.metadata.PackageNotFoundError(name)
        return version(name)

    return found
