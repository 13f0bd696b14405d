"""Progress from a clock that the test moves."""

from __future__ import annotations

from certgen.batch.progress import Pace, Progress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_follows_the_speed():
    clock = Clock()
    pace = Pace(100, clock=clock)
    assert pace.at(0) == Progress(0, 100, None)
    clock.now += 2.0
    assert pace.at(20) == Progress(20, 100, 8.0)


def test_nothing_is_told_after_a_blink():
    clock = Clock()
    pace = Pace(100, clock=clock)
    clock.now += 0.1
    assert pace.at(5).seconds_left is None


def test_what_was_kept_from_an_earlier_run_does_not_count_as_speed():
    clock = Clock()
    pace = Pace(100, 50, clock)
    clock.now += 1.0
    assert pace.at(60) == Progress(60, 100, 4.0)


def test_only_the_last_twenty_seconds_count():
    clock = Clock()
    pace = Pace(1000, clock=clock)
    for second in range(1, 101):
        clock.now += 1.0
        told = pace.at(second if second <= 60 else 60 + (second - 60) * 10)
    assert told.done == 460
    assert told.seconds_left is not None
    assert abs(told.seconds_left - 54.0) < 1.0


def test_the_end_is_near():
    clock = Clock()
    pace = Pace(10, clock=clock)
    clock.now += 5.0
    assert pace.at(10).seconds_left == 0.0
