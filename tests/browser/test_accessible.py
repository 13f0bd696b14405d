"""axe-core finds nothing serious on any page, in light and in dark."""

import os
from pathlib import Path

import pytest

from certgen.gallery.sample import sample_project
from tests.browser.driver import CANVAS, Designer

STEPS = ("Template", "People", "Design", "Check", "Make")


@pytest.fixture(scope="session")
def axe():
    """The text of axe-core (MPL-2.0), which is not part of this project: AXE_CORE says where."""
    path = os.environ.get("AXE_CORE", "")
    if path and Path(path).is_file():
        return Path(path).read_text(encoding="utf-8")
    sentence = "axe-core is not here: `npm install axe-core`, then AXE_CORE=…/axe.min.js."
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_findings(browser, address, store, axe, scheme, tmp_path):
    context = browser.new_context(viewport={"width": 1280, "height": 860}, color_scheme=scheme)
    designer = Designer(context.new_page(), address, store).open(sample_project())
    page, found = designer.page, {}
    for step in STEPS:
        page.locator(".st-key-step button").filter(has_text=step).click()
        if step == "Design":
            page.wait_for_selector(CANVAS)
            designer.rest()
            designer.click(150, 95)
        page.wait_for_timeout(1500)
        page.screenshot(path=tmp_path / f"{step} {scheme}.png")
        page.evaluate(axe)
        result = page.evaluate("() => axe.run({resultTypes: ['violations']})")
        found[step] = [
            (v["id"], v["nodes"][0]["html"][:300])
            for v in result["violations"]
            if v["impact"] in {"serious", "critical"}
        ]
    context.close()
    assert not any(found.values()), "\n".join(f"{step}: {f}" for step in found for f in found[step])
