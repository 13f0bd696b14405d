"""On a tablet, with a finger."""

import pytest

from tests.browser.driver import until
from tests.browser.test_canvas import agrees


@pytest.fixture(scope="module")
def window(browser):
    context = browser.new_context(
        viewport={"width": 820, "height": 1180}, has_touch=True, locale="en-US"
    )
    yield context
    context.close()


def test_a_tap_selects_and_a_tap_beside_selects_nothing(opened):
    opened.tap(45, 115)
    until(lambda: opened.chosen() == 1 and opened.has_handles())
    until(lambda: opened.numbers() == (30, 100, 30, 30))
    opened.tap(225, 145)
    until(lambda: opened.chosen() == 0)


def test_a_field_follows_the_finger_and_snaps(opened):
    opened.tap(45, 115)
    # The page's middle is at 120 mm; the finger is lifted a millimeter beside it.
    opened.swipe((45, 115), (121, 106), release=False)
    until(lambda: opened.guides() >= 1)
    opened.swipe((45, 115), (121, 106))
    until(lambda: agrees(opened, "code")[0] == 105)
    assert opened.guides() == 0


def test_a_corner_is_pulled_with_the_finger(opened):
    opened.tap(45, 115)
    until(opened.has_handles)
    opened.swipe((60, 130), (70, 140))
    until(lambda: opened.numbers()[2] > 35)
    assert agrees(opened, "code")[2:] == pytest.approx((40, 40), abs=1.5)


def test_the_page_is_as_wide_as_the_tablet(opened):
    assert opened.box()["width"] > 760
