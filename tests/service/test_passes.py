import pytest

from service.passes import Passes
from service.setting import Secret

PASSWORD = Secret("three words here")


@pytest.fixture
def passes():
    return Passes(PASSWORD, 100, clock=lambda: 1000.0)


def later(seconds, password=PASSWORD):
    return Passes(password, 100, clock=lambda: 1000.0 + seconds)


def test_a_pass_is_known_again_until_its_time_is_over(passes):
    given = passes.issue()
    assert passes.left(given) == 100
    assert later(60).left(given) == 40
    assert later(100).left(given) == 0
    assert later(1e9).left(given) == 0


def test_every_pass_is_another_and_fits_a_cookie(passes):
    one, other = passes.issue(), passes.issue()
    assert one != other
    assert one.isascii()
    assert not set(one) & set(' ",;\\')


def test_another_password_ends_all_passes(passes):
    assert later(0, Secret("another password")).left(passes.issue()) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda given: "",
        lambda given: "..",
        lambda given: given[:-1],
        lambda given: given + "A",
        lambda given: given.replace("1100.", "9100.", 1),
        lambda given: given.rpartition(".")[2],
        lambda given: "9999999999.x." + given.rpartition(".")[2],
        lambda given: given.rpartition(".")[0] + ".",
        lambda given: "\xff\x00" + given,
        lambda given: given + "\ud800",
    ],
)
def test_what_was_not_given_out_is_worth_nothing(passes, change):
    given = passes.issue()
    assert passes.left(change(given)) == 0
    assert passes.left(given) == 100
