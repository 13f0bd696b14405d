"""Plays a person at the designer: hands in millimeters on the page, eyes on ink and numbers."""

import io
import secrets
import time

from PIL import Image

from certgen.project import load_project, save_project

CANVAS = "canvas.upper-canvas"
# Finds the canvas's shadow root, whichever class names this version of Streamlit gives.
ROOT = """() => {
  const area = document.querySelector('.st-key-canvas_area');
  if (!area) return;
  const walk = document.createTreeWalker(area, NodeFilter.SHOW_ELEMENT);
  for (let node = walk.currentNode; node; node = walk.nextNode())
    if (node.shadowRoot?.querySelector('.upper-canvas')) return node.shadowRoot;
}"""
# Comes back when nothing runs and nothing moves for some frames; with `canvas` there has to be one.
# In frames since they are as slow as the page: what it still has to do comes within a few of them.
STILL = f"""canvas => new Promise((resolve, reject) => {{
  const end = performance.now() + 60_000;
  let before, frames = 0;
  const look = () => {{
    const state = document.querySelector('[data-test-script-state]')?.dataset.testScriptState;
    const box = ({ROOT})()?.querySelector('.upper-canvas')?.getBoundingClientRect();
    const now = state === 'notRunning' && (box || !canvas) && JSON.stringify(box ?? null);
    frames = now && now === before ? frames + 1 : 0;
    before = now;
    if (frames === 10) resolve();
    else if (performance.now() > end) reject(new Error('the page does not come to rest'));
    else requestAnimationFrame(look);
  }};
  look();
}})"""
TURN_TO = """address => {
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}"""


def until(check, seconds=60.0, pause=0.02):
    """Waits for `check` to be true, and returns what it gave."""
    deadline = time.monotonic() + seconds
    while True:
        value = check()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"still not so after {seconds} s: {check}")
        time.sleep(pause)


class Designer:
    def __init__(self, page, address, store):
        self.page, self.address, self.store = page, address, store
        self.project_id = ""
        self.width_mm = 1.0
        self.errors = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    # ---- Coming and going ----

    def open(self, project):
        """Loads the page with this project."""
        self.page.goto(self._keep(project))
        self.ready()
        return self

    def turn_to(self, project):
        """Shows this project in the page that is there, as Back and Forward of a browser do."""
        self.page.evaluate(TURN_TO, self._keep(project))
        self.rest()
        return self

    def _keep(self, project):
        """Puts a project in the store; its address."""
        self.project_id = secrets.token_urlsafe(16)
        (self.store / f"{self.project_id}.certgen").write_bytes(save_project(project))
        self.width_mm = project.layout.page.width
        return f"{self.address}/?p={self.project_id}"

    def ready(self):
        """The canvas is there and has taken the room the window gives."""
        self.page.wait_for_selector(CANVAS, timeout=60_000)
        until(lambda: self.page.evaluate(f"() => !!({ROOT})()?.querySelector('.overlay')"))
        self.rest()

    def settle(self):
        """No run of the page is under way any more."""
        self.page.evaluate(STILL, False)

    def rest(self):
        """Nothing runs and nothing moves any more."""
        self.page.evaluate(STILL, True)

    # ---- Hands ----

    def box(self):
        return self.page.locator(CANVAS).bounding_box()

    def at(self, x, y):
        """A point of the page in millimeters, in the window's pixels."""
        box = self.box()
        scale = box["width"] / self.width_mm
        return box["x"] + x * scale, box["y"] + y * scale

    def click(self, x, y, *keys):
        self._with(keys, lambda: self.page.mouse.click(*self.at(x, y)))
        self.rest()

    def drag(self, start, end, *keys, release=True):
        self.drag_px(self.at(*start), self.at(*end), *keys, release=release)

    def drag_px(self, start, end, *keys, release=True):
        def do():
            self.page.mouse.move(*start)
            self.page.mouse.down()
            self.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
            self.page.mouse.move(*end, steps=8)
            if release:
                self.page.mouse.up()

        self._with(keys, do)
        if release:
            self.rest()

    def tap(self, x, y):
        self.page.touchscreen.tap(*self.at(x, y))
        self.rest()

    def swipe(self, start, end, *, release=True):
        """A finger's way over the page; Playwright knows taps only."""
        session = self.page.context.new_cdp_session(self.page)

        def touch(kind, *points):
            places = [{"x": x, "y": y} for x, y in points]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

        (x0, y0), (x1, y1) = self.at(*start), self.at(*end)
        touch("touchStart", (x0, y0))
        for step in range(1, 11):
            touch("touchMove", (x0 + (x1 - x0) * step / 10, y0 + (y1 - y0) * step / 10))
        if release:
            touch("touchEnd")
            self.rest()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.rest()

    def _with(self, keys, do):
        for key in keys:
            self.page.keyboard.down(key)
        do()
        for key in keys:
            self.page.keyboard.up(key)

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    # ---- Eyes ----

    def number(self, label):
        return float(self.page.get_by_role("spinbutton", name=label).input_value())

    def numbers(self):
        """What the inspector says: left, top, width, height."""
        return tuple(self.number(n) for n in ("From left", "From top", "Width", "Height"))

    def chosen(self):
        """How many fields are marked as selected on the page."""
        return self.page.evaluate(f"() => ({ROOT})().querySelectorAll('.box.chosen').length")

    def has_handles(self):
        """Whether the canvas itself has something selected."""
        name = "button[aria-label^=Delete]"
        return self.page.evaluate(f"() => !({ROOT})().querySelector('{name}').disabled")

    def guides(self):
        return self.page.evaluate(f"() => ({ROOT})().querySelectorAll('.guide').length")

    def layout(self):
        """The layout as it was saved last."""
        return load_project((self.store / f"{self.project_id}.certgen").read_bytes()).layout

    def saved(self, check):
        """Waits until the saved layout is so."""
        return until(lambda: check(self.layout()), pause=0.1)

    def box_of(self, element_id):
        box = self.layout().element(element_id).box
        return box.x, box.y, box.width, box.height

    def ink(self, left=0.0, top=0.0, right=None, bottom=None):
        """The bounds of all dark ink (mm) within a part of the page, with nothing selected."""
        self.page.mouse.move(2, 2)
        self.rest()
        box = self.box()
        image = Image.open(io.BytesIO(self.page.screenshot(clip=box))).convert("L")
        scale = image.width / self.width_mm
        right, bottom = right or image.width / scale, bottom or image.height / scale
        part = image.crop(tuple(round(v * scale) for v in (left, top, right, bottom)))
        found = part.point(lambda v: 255 if v < 90 else 0).getbbox()
        assert found, "no ink there"
        return tuple(v / scale + (left, top)[i % 2] for i, v in enumerate(found))
