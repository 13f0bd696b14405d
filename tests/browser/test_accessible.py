"""axe-core finds nothing serious on any page, in light and in dark."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from certgen.gallery.sample import sample_project
from certgen.project import Project
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


@pytest.fixture(params=["light", "dark"])
def designer(request, browser, address, store):
    context = browser.new_context(
        viewport={"width": 1280, "height": 860}, color_scheme=request.param, locale="en-US"
    )
    yield Designer(context.new_page(), address, store)
    context.close()


def go(designer, step):
    designer.page.locator(".st-key-steps button").filter(has_text=step).click()
    designer.settle()
    if step == "Design":
        designer.page.wait_for_selector(CANVAS)
        designer.rest()


def findings(page, axe):
    """What axe-core calls serious or worse on the page as it is."""
    # What is moving in is judged when it has come.
    page.wait_for_timeout(600)
    page.evaluate(axe)
    result = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    return [
        (v["id"], v["nodes"][0]["html"][:300])
        for v in result["violations"]
        if v["impact"] in {"serious", "critical"}
    ]


def test_no_serious_findings(designer, axe):
    page = designer.open(sample_project()).page
    found = {}
    for step in STEPS:
        go(designer, step)
        found[step] = findings(page, axe)
    go(designer, "Design")
    designer.click(150, 95)
    page.locator(".st-key-more summary").click()
    designer.settle()
    found["a field"] = findings(page, axe)
    page.locator(".st-key-font_menu button").click()
    designer.settle()
    found["fonts"] = findings(page, axe)
    page.keyboard.press("Escape")
    go(designer, "Template")
    page.get_by_role("radio", name="A ready-made design").click()
    designer.settle()
    found["gallery"] = findings(page, axe)
    page.locator(".st-key-top_bar [data-testid=stPopoverButton]").click()
    found["project menu"] = findings(page, axe)
    assert not any(found.values()), "\n".join(f"{at}: {f}" for at in found for f in found[at])


def test_no_serious_findings_on_empty_pages(designer, axe):
    page = designer.open(Project()).page
    found = {}
    for step in STEPS:
        go(designer, step)
        found[step] = findings(page, axe)
    assert not any(found.values()), "\n".join(f"{at}: {f}" for at in found for f in found[at])


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
