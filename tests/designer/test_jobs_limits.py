import shutil
from dataclasses import replace

import pytest

from certgen.batch.crew import cores
from certgen.batch.rows import ALL
from certgen.errors import ExportError
from certgen.output import Output
from designer.jobs.limits import PROCESS_MEGABYTES, BatchLimits
from tests.designer.panels import PROJECT


def test_too_many_records_are_refused_with_how_many_may_be():
    BatchLimits(records=5).check_count(5)
    with pytest.raises(ExportError, match=r"6 at once.*parts of up to 5"):
        BatchLimits(records=5).check_count(6)


def test_without_a_limit_all_cores_are_used():
    assert BatchLimits().processes(PROJECT, 2) == cores()


def test_little_memory_means_few_processes():
    assert BatchLimits(memory=2 * PROCESS_MEGABYTES).processes(PROJECT, 2) == 1
    assert BatchLimits(memory=100 * PROCESS_MEGABYTES).processes(PROJECT, 2) == cores()


def test_a_page_that_does_not_fit_is_refused_before_it_is_drawn():
    large = replace(PROJECT, output=Output(format="png", dpi=600.0))
    with pytest.raises(ExportError, match=r"needs about [\d,]+ MB.*has 300\..*Choose PDF"):
        BatchLimits(memory=300).processes(large, 1)
    assert BatchLimits(memory=300).processes(replace(PROJECT, output=Output()), 1) == 1


def test_what_will_not_fit_on_the_disk_is_refused_before_it_is_made(tmp_path, monkeypatch):
    BatchLimits().check_room(PROJECT, ALL, tmp_path)
    little = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: little)
    with pytest.raises(ExportError, match=r"GB are needed.*make fewer"):
        BatchLimits().check_room(PROJECT, ALL, tmp_path)


def test_time_is_up_once_and_for_all():
    assert not BatchLimits(seconds=1000.0).deadline(lambda: False)()
    stopped = BatchLimits(seconds=1000.0).deadline(lambda: True)
    assert stopped()
    assert not stopped.met
    late = BatchLimits(seconds=0.0).deadline(lambda: False)
    assert late()
    assert late.met
    assert "10 of 20 were made" in late.error(10, 20).message
