import pytest

from service.attempts import Attempts

STRANGER, OTHER, KNOWN = "203.0.113.9", "203.0.113.10", "198.51.100.7"


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def attempts(clock):
    return Attempts(each=3, overall=5, window=60, clock=clock)


def fail(attempts, address, times):
    for _ in range(times):
        attempts.failed(address)


def test_who_fails_too_often_waits_and_others_do_not(attempts):
    fail(attempts, STRANGER, 2)
    assert attempts.wait(STRANGER) == 0
    fail(attempts, STRANGER, 1)
    assert attempts.wait(STRANGER) == 60
    assert attempts.wait(OTHER) == 0


def test_the_wait_is_over_when_the_first_failure_is_old_enough(attempts, clock):
    attempts.failed(STRANGER)
    clock.now += 20
    fail(attempts, STRANGER, 2)
    assert attempts.wait(STRANGER) == 40
    clock.now += 40
    assert attempts.wait(STRANGER) == 0
    attempts.failed(STRANGER)
    assert attempts.wait(STRANGER) == 20


def test_guessing_from_many_addresses_is_stopped_too(attempts, clock):
    for number in range(5):
        attempts.failed(f"203.0.113.{number + 20}")
        clock.now += 1
    assert attempts.wait(OTHER) == 55


def test_whoever_was_right_before_is_not_shut_out_by_others(attempts):
    attempts.succeeded(KNOWN)
    fail(attempts, STRANGER, 5)
    assert attempts.wait(OTHER) > 0
    assert attempts.wait(KNOWN) == 0
    fail(attempts, KNOWN, 3)
    assert attempts.wait(KNOWN) > 0


def test_being_right_takes_failures_back(attempts):
    fail(attempts, STRANGER, 2)
    attempts.succeeded(STRANGER)
    fail(attempts, STRANGER, 2)
    assert attempts.wait(STRANGER) == 0


def test_one_household_has_one_count(attempts):
    for number in range(3):
        attempts.failed(f"2001:db8:1:2::{number}")
    assert attempts.wait("2001:db8:1:2:ffff::1") > 0
    assert attempts.wait("2001:db8:1:3::1") == 0
    fail(attempts, "::ffff:203.0.113.10", 1)
    fail(attempts, OTHER, 2)
    assert attempts.wait(OTHER) > 0


def test_what_is_no_address_counts_as_it_is(attempts):
    fail(attempts, "testclient", 3)
    assert attempts.wait("testclient") > 0
    assert attempts.wait("") == 0
