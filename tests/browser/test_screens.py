"""Every page in light and dark on three widths: what must hold on all of them, and pictures.

`pytest tests/browser/test_screens.py --screens FOLDER` puts them there to be looked at.
"""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from certgen.gallery.sample import sample_project
from certgen.project import Project
from tests.browser.axe import serious_findings
from tests.browser.driver import CANVAS, Designer, until

# The others are looked at with --long: each walk takes most of a minute. Between them, these two
# have both themes, and the narrowest window.
EVERY_DAY = (("laptop", "light"), ("tablet", "dark"))
SIZES = {"laptop": (1280, 860), "large": (1920, 1080), "tablet": (820, 1180)}
STEPS = ("Template", "People", "Design", "Check", "Make")
STOPS = 2 * len(STEPS) + 7


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(manner, marks=() if manner in EVERY_DAY else pytest.mark.long)
        for manner in product(SIZES, ("light", "dark"))
    ],
    ids="-".join,
)
def seen(request, browser, address, store):
    """What was seen on every page, by the page's name; one walk for all that must hold there."""
    size, scheme = request.param
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-US"
    )
    designer = Designer(context.new_page(), address, store)
    camera = Camera(designer, request.config.getoption("--screens"), f"{size} {scheme}")
    pages_with_work_on_them(camera)
    pages_with_nothing_on_them(camera)
    context.close()
    assert len(camera.seen) == STOPS
    return camera.seen


@dataclass(frozen=True)
class Seen:
    """`beyond` is how many pixels the page is wider than its window."""

    exceptions: int
    beyond: int
    findings: list[tuple[str, str]]


class Camera:
    """Goes through the pages and notes what is seen; with a folder it takes pictures, too."""

    def __init__(self, designer, folder, manner):
        self.designer, self.folder, self.manner = designer, folder, manner
        self.page = designer.page
        self.seen = {}

    def look(self, name):
        self.designer.settle()
        until(lambda: self.page.locator("[data-testid=stSkeleton]").count() == 0)
        until(lambda: self.page.evaluate("() => [...document.images].every(i => i.complete)"))
        if self.folder:
            path = Path(self.folder, f"{name} {self.manner}.png")
            self.page.screenshot(path=path, full_page=True)
        self.seen[name] = Seen(
            exceptions=self.page.locator("[data-testid=stException]").count(),
            beyond=self.page.evaluate("() => document.documentElement.scrollWidth - innerWidth"),
            findings=serious_findings(self.page),
        )

    def step(self, name):
        self.page.locator(".st-key-steps button").filter(has_text=name).click()
        self.designer.settle()
        if name == "Design":
            self.page.wait_for_selector(CANVAS)
            self.designer.ready()


def pages_with_work_on_them(camera):
    designer, page = camera.designer.open(sample_project()), camera.page
    for step in STEPS:
        camera.step(step)
        camera.look(step)
    page.locator(".st-key-mail summary").click()
    page.wait_for_selector(".st-key-mail_preview")
    camera.look("Sending by e-mail")
    camera.step("Template")
    page.get_by_role("radio", name="A ready-made design").click()
    camera.look("Gallery")
    camera.step("Design")
    designer.click(150, 95)
    camera.look("A field chosen")
    page.get_by_text("More", exact=True).click()
    camera.look("More of a field")
    page.locator(".st-key-font_menu button").click()
    camera.look("Fonts")
    page.keyboard.press("Escape")
    designer.press("Control+a")
    camera.look("All fields chosen")
    page.get_by_role("button", name="Example: Lumen Academy").click()
    camera.look("Project menu")


def pages_with_nothing_on_them(camera):
    camera.page.keyboard.press("Escape")
    camera.designer.turn_to(Project())
    for step in STEPS:
        camera.step(step)
        camera.look(f"Empty {step}")


def test_no_page_shows_an_exception(seen):
    assert {name: page.exceptions for name, page in seen.items() if page.exceptions} == {}


def test_every_page_is_as_wide_as_its_window(seen):
    assert {name: page.beyond for name, page in seen.items() if page.beyond > 0} == {}


def test_everybody_can_use_every_page(seen):
    """axe-core finds nothing serious."""
    assert {name: page.findings for name, page in seen.items() if page.findings} == {}
