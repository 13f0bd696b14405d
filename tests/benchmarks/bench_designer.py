"""How quickly the designer answers in a browser: medians in milliseconds, and bytes per gesture.

python -m tests.benchmarks.bench_designer [rounds]
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from certgen.elements.text.model import TextElement
from certgen.gallery.sample import sample_project
from certgen.project import Project
from certgen.template import open_template
from tests.browser.conftest import ROOT
from tests.browser.driver import CANVAS, Designer
from tests.browser.driver import ROOT as SHADOW_ROOT
from tests.conftest import ARGUMENTS, CHROMIUM

NAME = (150, 99)
# What is looked at: the number shown, the frame on the page, the person's name.
TOP = "() => document.querySelector('input[aria-label=\\'From top\\']')?.value"
FRAME = "() => (" + SHADOW_ROOT + ")()?.querySelector('.box.chosen')?.style.left"
PERSON = "() => document.querySelector('.st-key-find_person button')?.innerText"
# From the mouse button or key to the first frame in which what is looked at has changed.
WATCH = """seen => {
  const look = (0, eval)(seen), before = look();
  let begun = null;
  for (const kind of ['mouseup', 'keydown'])
    addEventListener(kind, () => { begun ??= performance.now(); }, { capture: true, once: true });
  window.watched = new Promise(resolve => {
    const wait = () => {
      const now = look();
      if (begun !== null && now !== undefined && now !== before) resolve(performance.now() - begun);
      else requestAnimationFrame(wait);
    };
    wait();
  });
}"""


def main(rounds: int = 15) -> None:
    """Starts a designer, plays the gestures and prints the figures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = next(found for name in CHROMIUM if (found := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        server, address = started(folder)
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            traffic: list[int] = []
            page.on("websocket", lambda socket: _count(socket, traffic))
            measure(Designer(page, address, Path(folder)), traffic, rounds)
        finally:
            server.terminate()
            server.wait(10)
            browser.close()


def measure(designer: Designer, traffic: list[int], rounds: int) -> None:
    """Plays each gesture so many times, on ten fields before a picture of 3508 × 2480 pixels."""
    start = time.perf_counter()
    designer.open(heavy_project())
    print(f"first paint (cold server)  {(time.perf_counter() - start) * 1000:6.0f} ms at most")
    start = time.perf_counter()
    designer.page.reload()
    designer.page.wait_for_selector(CANVAS)
    print(f"first paint (warm server)  {(time.perf_counter() - start) * 1000:6.0f} ms")
    designer.ready()
    designer.click(*NAME)
    times: dict[str, list[float]] = {"drop": [], "key": [], "next person": []}
    sizes: dict[str, list[int]] = {name: [] for name in times}
    press = designer.page.keyboard.press
    gestures: dict[str, tuple[Callable[[int], object], str]] = {
        "drop": (lambda i: _drag(designer, 4 if i % 2 else -4), TOP),
        "key": (lambda i: press("ArrowRight" if i % 2 else "ArrowLeft"), FRAME),
        "next person": (lambda i: press("PageDown"), PERSON),
    }
    for i in range(rounds):
        for name, (do, seen) in gestures.items():
            traffic.clear()
            designer.page.evaluate(WATCH, seen)
            do(i)
            times[name].append(designer.page.evaluate("() => window.watched"))
            designer.rest()
            sizes[name].append(sum(traffic))
    for name, values in times.items():
        size = statistics.median(sizes[name]) / 1000
        low, *_, high = statistics.quantiles(values, n=4)
        middle = statistics.median(values)
        print(f"{name:<26} {middle:6.0f} ms ({low:.0f} to {high:.0f})  {size:6.1f} kB")


def heavy_project() -> Project:
    """The sample with its template as a picture, and ten of its fields."""
    sample = sample_project()
    assert sample.template is not None
    out = io.BytesIO()
    sample.template.image(3508).save(out, "PNG", dpi=(300, 300))
    template = open_template(out.getvalue(), "heavy.png")
    fields = [e for e in sample.layout.elements if isinstance(e, TextElement)][:8]
    others = [e for e in sample.layout.elements if not isinstance(e, TextElement)]
    layout = sample.layout.with_elements((*fields, *others[-(10 - len(fields)) :]))
    return replace(sample, template=template, layout=layout)


def started(folder: str) -> tuple[subprocess.Popen[bytes], str]:
    """A server of its own on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = ["--server.headless=true", f"--server.port={port}"]
    environment = {**os.environ, "CERTGEN_STORE": folder}
    server = subprocess.Popen(
        command + options, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server, f"http://127.0.0.1:{port}"


def _drag(designer: Designer, up: float) -> None:
    x, y = designer.at(NAME[0], designer.numbers()[1] + 5)
    designer.page.mouse.move(x, y)
    designer.page.mouse.down()
    designer.page.mouse.move(x + 1, y + up * 3, steps=4)
    designer.page.mouse.up()


def _count(websocket: object, traffic: list[int]) -> None:
    for event in ("framesent", "framereceived"):
        websocket.on(event, lambda frame: traffic.append(len(frame)))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
