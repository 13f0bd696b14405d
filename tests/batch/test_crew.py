"""Who renders: in place, in threads or in processes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from certgen.batch.crew import crew
from certgen.batch.executors import SerialExecutor
from certgen.batch.job import job_of
from certgen.batch.workers import WorkerProcesses


@pytest.mark.parametrize(
    ("form", "records", "jobs", "kind"),
    [
        ("pdf", 100, 2, SerialExecutor),
        ("pdf", 100, 1, SerialExecutor),
        ("pdf", 100_000, 1, SerialExecutor),
        ("pdf", 100_000, 2, WorkerProcesses),
        ("png", 100, 2, ThreadPoolExecutor),
        ("jpeg", 100, 2, ThreadPoolExecutor),
        ("png", 100, 1, SerialExecutor),
        ("png", 1, 2, SerialExecutor),
    ],
)
def test_who_renders(make_project, tmp_path, form, records, jobs, kind):
    job = job_of(make_project("Ann", format=form))
    with crew(job, records, tmp_path / "out.zip", jobs=jobs) as us:
        assert type(us.executor) is kind
    assert list(tmp_path.iterdir()) == []
