"""Pictures of every page in light and dark on three widths, and what must hold on all of them.

`pytest tests/browser/test_screens.py --screens FOLDER` keeps the pictures there to be looked at;
otherwise they are among the files pytest keeps of its last runs.
"""

from itertools import product
from pathlib import Path

import pytest

from certgen.gallery.sample import sample_project
from certgen.project import Project
from tests.browser.driver import CANVAS, Designer, until

# The others are looked at with --long.
EVERY_DAY = (("laptop", "light"), ("tablet", "dark"))
SIZES = {"laptop": (1280, 860), "large": (1920, 1080), "tablet": (820, 1180)}
STEPS = ("Template", "People", "Design", "Check", "Make")


@pytest.fixture(scope="session")
def folder(request, tmp_path_factory):
    wanted = request.config.getoption("--screens")
    place = Path(wanted) if wanted else tmp_path_factory.mktemp("screens")
    place.mkdir(parents=True, exist_ok=True)
    return place


@pytest.fixture(
    params=[
        pytest.param(manner, marks=() if manner in EVERY_DAY else pytest.mark.long)
        for manner in product(SIZES, ("light", "dark"))
    ],
    ids="-".join,
)
def camera(request, browser, address, store, folder):
    size, scheme = request.param
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-US"
    )
    yield Camera(Designer(context.new_page(), address, store), folder, f"{size} {scheme}")
    context.close()


class Camera:
    """Goes through the pages, takes a picture of each and checks what must hold on all."""

    def __init__(self, designer, folder, manner):
        self.designer, self.folder, self.manner = designer, folder, manner
        self.page = designer.page

    def picture(self, name):
        self.designer.page.wait_for_load_state("networkidle")
        self.designer.settle()
        until(lambda: self.page.locator("[data-testid=stSkeleton]").count() == 0)
        until(lambda: self.page.evaluate("() => [...document.images].every(i => i.complete)"))
        self.page.screenshot(path=self.folder / f"{name} {self.manner}.png", full_page=True)
        assert self.page.locator("[data-testid=stException]").count() == 0
        beyond = self.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert beyond <= 0, f"{name} is wider than the window by {beyond} pixels"

    def step(self, name):
        self.page.locator(".st-key-steps button").filter(has_text=name).click()
        self.designer.settle()
        if name == "Design":
            self.page.wait_for_selector(CANVAS)
            self.designer.ready()


def test_every_page_with_work_on_it(camera):
    designer, page = camera.designer.open(sample_project()), camera.page
    for step in STEPS:
        camera.step(step)
        camera.picture(step)
    camera.step("Template")
    page.get_by_role("radio", name="A ready-made design").click()
    camera.picture("Gallery")
    camera.step("Design")
    designer.click(150, 95)
    camera.picture("A field chosen")
    page.get_by_text("More", exact=True).click()
    camera.picture("More of a field")
    page.locator(".st-key-font_menu button").click()
    camera.picture("Fonts")
    page.keyboard.press("Escape")
    designer.press("Control+a")
    camera.picture("All fields chosen")
    page.get_by_role("button", name="Example: Lumen Academy").click()
    camera.picture("Project menu")


def test_every_page_with_nothing_on_it(camera):
    camera.designer.open(Project())
    for step in STEPS:
        camera.step(step)
        camera.picture(f"Empty {step}")
