"""On a tablet, with a finger."""

import pytest

from tests.browser.driver import Designer, until
from tests.browser.test_canvas import agrees, project

__all__ = ["project"]


@pytest.fixture(scope="module")
def window(browser):
    context = browser.new_context(
        viewport={"width": 820, "height": 1180}, has_touch=True, locale="en-US"
    )
    yield context
    context.close()


@pytest.fixture
def tablet(window, address, store, project):
    page = window.new_page()
    yield Designer(page, address, store).open(project)
    page.close()


def test_a_tap_selects_and_a_tap_beside_selects_nothing(tablet):
    tablet.tap(45, 115)
    until(lambda: tablet.chosen() == 1 and tablet.has_handles())
    until(lambda: tablet.numbers() == (30, 100, 30, 30))
    tablet.tap(225, 145)
    until(lambda: tablet.chosen() == 0)


def test_a_field_follows_the_finger_and_snaps(tablet):
    tablet.tap(45, 115)
    # The page's middle is at 120 mm; the finger is lifted a millimeter beside it.
    tablet.swipe((45, 115), (121, 106), release=False)
    until(lambda: tablet.guides() >= 1)
    tablet.swipe((45, 115), (121, 106))
    until(lambda: agrees(tablet, "code")[0] == 105)
    assert tablet.guides() == 0


def test_a_corner_is_pulled_with_the_finger(tablet):
    tablet.tap(45, 115)
    until(tablet.has_handles)
    tablet.swipe((60, 130), (70, 140))
    until(lambda: tablet.numbers()[2] > 35)
    assert agrees(tablet, "code")[2:] == pytest.approx((40, 40), abs=1.5)


def test_the_page_is_as_wide_as_the_tablet(tablet):
    assert tablet.box()["width"] > 760
