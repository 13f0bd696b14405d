"""Worker processes: they answer, they fail in words, and one that dies takes one call with it."""

from __future__ import annotations

import math
import operator
import os
import pickle
import time
from concurrent.futures import CancelledError

import pytest

from certgen.batch.workers import WorkerDied, WorkerProcesses
from certgen.errors import LayoutError
from certgen.layout_file import load_layout


@pytest.fixture
def workers():
    executor = WorkerProcesses(1)
    yield executor
    executor.shutdown(cancel_futures=True)


def test_calls_are_answered_in_another_process(workers):
    assert workers.submit(math.factorial, 5).result() == 120
    assert workers.submit(os.getpid).result() != os.getpid()


def test_keyword_arguments_travel_too(workers):
    assert workers.submit(sorted, [1, 3, 2], reverse=True).result() == [3, 2, 1]


def test_an_error_in_a_call_comes_back(workers):
    with pytest.raises(ZeroDivisionError):
        workers.submit(operator.truediv, 1, 0).result()
    assert workers.submit(math.factorial, 3).result() == 6


def test_what_a_call_prints_does_not_get_between_the_answers(workers, capfd):
    assert workers.submit(print, "hello").result() is None
    assert workers.submit(math.factorial, 3).result() == 6
    assert capfd.readouterr().out == ""


def test_a_worker_that_dies_is_replaced(workers):
    with pytest.raises(WorkerDied):
        workers.submit(os._exit, 9).result()
    assert workers.submit(math.factorial, 3).result() == 6


def test_shutting_down_does_not_wait_for_a_call_that_hangs():
    executor = WorkerProcesses(1)
    process = executor.submit(os.getpid).result()
    hanging = executor.submit(time.sleep, 600)
    executor.shutdown(cancel_futures=True)
    with pytest.raises((WorkerDied, CancelledError)):
        hanging.result(timeout=30)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_what_cannot_be_sent_is_an_error_of_its_call(workers):
    with pytest.raises(TypeError, match="pickle"):
        workers.submit(open, os.devnull).result()
    with pytest.raises((AttributeError, pickle.PicklingError)):
        workers.submit(lambda: 1).result()
    assert workers.submit(math.factorial, 3).result() == 6


def test_certgen_errors_keep_what_they_say(workers):
    with pytest.raises(LayoutError, match="nope") as told:
        workers.submit(load_layout, b'{"version": 1, "nope": 1}').result()
    assert told.value.hint
