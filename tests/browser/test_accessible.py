"""axe-core finds nothing serious at the door; on the other pages see test_screens."""

import pytest

from tests.browser.axe import serious_findings
from tests.browser.driver import CANVAS
from tests.serving import serving

PASSWORD = "three words here"


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    """A designer with a password."""
    with serving(tmp_path_factory.mktemp("door") / "log.txt", CERTGEN_PASSWORD=PASSWORD) as server:
        yield server


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_door(browser, scheme, locked):
    context = browser.new_context(viewport={"width": 400, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{locked.address}/?lang=es")
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    found = serious_findings(page)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    page.wait_for_selector(CANVAS, timeout=60_000)
    page.goto(f"{locked.address}/diagnosis")
    page.get_by_role("heading", name="What works here").wait_for()
    context.close()
    assert found == []
