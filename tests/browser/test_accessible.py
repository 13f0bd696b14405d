"""axe-core finds nothing serious on any page, in light and in dark."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from certgen.gallery.sample import sample_project
from tests.browser.driver import CANVAS, Designer
from tests.serving import serving

STEPS = ("Template", "People", "Design", "Check", "Make")


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The text of axe-core (MPL-2.0), which is not part of this project: AXE_CORE says where it is.

    Where CI is set it is fetched from the npm registry.
    """
    path = Path(os.environ.get("AXE_CORE", ""))
    npm = shutil.which("npm")
    if not path.is_file() and os.environ.get("CI"):
        assert npm, "The accessibility test needs npm, or axe-core at AXE_CORE."
        folder = tmp_path_factory.mktemp("axe")
        install = [npm, "install", "--silent", "--prefix", str(folder), "axe-core@4"]
        subprocess.run(install, check=True, timeout=120)
        path = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip("axe-core is not here: `npm install axe-core`, then AXE_CORE=…/axe.min.js")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_findings(browser, address, store, axe, scheme, tmp_path):
    context = browser.new_context(viewport={"width": 1280, "height": 860}, color_scheme=scheme)
    designer = Designer(context.new_page(), address, store).open(sample_project())
    page, found = designer.page, {}
    for step in STEPS:
        page.locator(".st-key-steps button").filter(has_text=step).click()
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_findings_at_the_door(browser, axe, scheme, tmp_path):
    password = "three words here"
    context = browser.new_context(viewport={"width": 400, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    with serving(tmp_path / "log.txt", CERTGEN_PASSWORD=password) as server:
        page.goto(f"{server.address}/?lang=es")
        page.keyboard.type("not the password")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for()
        # The page allows no script but those of the tools.
        result = page.evaluate(
            f"() => {{ {axe}; return axe.run({{resultTypes: ['violations']}}); }}"
        )
        found = [v["id"] for v in result["violations"] if v["impact"] in {"serious", "critical"}]
        page.get_by_label("Contraseña").fill(password)
        page.get_by_role("button", name="Entrar").click()
        page.wait_for_selector(CANVAS, timeout=60_000)
        page.goto(f"{server.address}/diagnosis")
        page.get_by_role("heading", name="What works here").wait_for()
    context.close()
    assert found == []
